/**
 * A part of the dashboard's script. Makes the content of an element equal to the content of another element, and changes only
 * what differs. Focus, selection, typed text and scroll positions stay. Elements with an id are matched by the id.
 */
export const morphScript = `
function morphChildren(old, fresh) {
  const wanted = new Set([...fresh.children].map(({ id }) => id))
  for (const child of [...old.children]) if (child.id && !wanted.has(child.id)) child.remove()
  const kept = new Map([...old.children].filter(({ id }) => id).map((child) => [child.id, child]))
  let place = old.firstChild
  for (const node of [...fresh.childNodes]) {
    let same = node.id && kept.get(node.id)
    if (!same) {
      // Elements without an id match by their position and their node name.
      while (!node.id && place && !place.id && place.nodeName !== node.nodeName) {
        const next = place.nextSibling
        place.remove()
        place = next
      }
      if (!node.id && place && !place.id) same = place
    }
    if (!same) {
      old.insertBefore(node, place)
      continue
    }
    if (same === place) place = same.nextSibling
    else old.insertBefore(same, place)
    morph(same, node)
  }
  while (place) {
    const next = place.nextSibling
    place.remove()
    place = next
  }
}

function morph(old, fresh) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data
    return
  }
  if (old.isEqualNode(fresh)) return
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  }
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name)
  morphChildren(old, fresh)
}
`
