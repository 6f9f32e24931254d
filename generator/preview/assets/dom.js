// Helpers for making elements and asking the preview.

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

/** Whether keys typed into an element are text. */
export function isTyping(element) {
  return Boolean(element?.closest?.("textarea, select, input:not([type=checkbox], [type=radio], [type=file])"));
}

/** Asks the preview for JSON, or sends it `body`; what goes wrong comes as `{ error }`. `lost` is said where it is gone. */
export async function ask(path, token, lost, body) {
  const headers = { "x-zhushu-token": token, ...(body && { "content-type": "application/json" }) };
  try {
    const response = await fetch(`/_zhushu/${path}`, { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) });
    const type = response.headers.get("content-type") ?? "";
    return type.startsWith("application/json") ? await response.json() : { error: (await response.text()).trim() };
  } catch {
    return { error: lost };
  }
}
