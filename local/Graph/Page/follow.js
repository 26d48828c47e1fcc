// Looks every two seconds whether anything happened, and shows it without losing what is open or where one is.
(() => {
  const follow = document.getElementById('follow');
  const look = async () => {
    if (!follow.checked || document.hidden) return;
    const version = await (await fetch('/version', { cache: 'no-store' })).text();
    if (version === document.body.dataset.version) return;
    const next = new DOMParser().parseFromString(await (await fetch(location.href, { cache: 'no-store' })).text(), 'text/html');
    const open = new Set([...document.querySelectorAll('details[open][id]')].map(details => details.id));
    const focused = document.activeElement?.id;
    document.getElementById('main').replaceChildren(...next.getElementById('main').childNodes);
    open.forEach(id => document.getElementById(id)?.setAttribute('open', ''));
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.body.dataset.version = next.body.dataset.version;
  };
  setInterval(() => look().catch(() => { }), 2000);
})();
