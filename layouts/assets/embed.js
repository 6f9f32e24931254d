/* A link to a film or player of another host becomes its frame on a click; until then nothing is loaded from there. */
document.addEventListener('click', event => {
  const link = event.target.closest('a.embed');
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  const frame = document.createElement('iframe');
  frame.src = link.href;
  frame.title = link.textContent;
  frame.className = link.className;
  frame.allowFullscreen = true;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-popups allow-presentation');
  link.replaceWith(frame);
  frame.focus();
});
