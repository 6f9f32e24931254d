/* Comments of another host: loaded on a click, or when scrolled to. */
const box = document.getElementById('comments');
const place = box.querySelector('[data-provider]');
const button = box.querySelector('button');
const alert = box.querySelector('[role=alert]');
const keys = place.dataset;
const lang = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW' }[document.documentElement.lang.slice(0, 7)] || 'en';

const giscus = () => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  for (const name of ['repo', 'repoId', 'category', 'categoryId', 'mapping']) script.dataset[name] = keys[name];
  Object.assign(script.dataset, { strict: 1, reactionsEnabled: 1, emitMetadata: 0, inputPosition: 'top', theme: 'preferred_color_scheme', lang });
  script.crossOrigin = 'anonymous';
  script.onload = resolve;
  script.onerror = () => { script.remove(); reject(); };
  script.src = 'https://giscus.app/client.js';
  place.append(script);
});

const waline = async () => {
  const { init } = await import(keys.client + 'waline.js');
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: keys.client + 'waline.css' }));
  init({ el: place, serverURL: keys.server, lang, path: location.pathname, dark: 'auto' });
};

const load = async () => {
  if (button.disabled) return;
  button.disabled = true;
  alert.hidden = true;
  try {
    await (keys.provider === 'giscus' ? giscus : waline)();
    button.parentNode.remove();
  } catch {
    button.disabled = alert.hidden = false;
  }
};

button.hidden = false;
button.addEventListener('click', load);
if (keys.load === 'scroll') {
  const watch = new IntersectionObserver(seen => {
    if (!seen.some(one => one.isIntersecting)) return;
    watch.disconnect();
    load();
  }, { rootMargin: '200px' });
  watch.observe(box);
}
