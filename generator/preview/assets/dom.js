// Two helpers for making elements.

/** An element with attributes and children; children that are false, null or empty are left out. */
export function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children.filter(Boolean));
  return element;
}

/** Runs something when Ctrl or ⌘ and a key are pressed in a field. */
export function keyed(field, key, run) {
  field.addEventListener("keydown", (event) => {
    if (event.key !== key || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    run();
  });
}
