// Sends the file of a form marked data-upload straight to storage and shows how far it has come.
// Without this script the same form sends the file through the app, up to 25 MB.
'use strict';

document.addEventListener('submit', event => {
  const form = event.target;
  const file = form.matches('[data-upload]') ? form.elements.file.files[0] : undefined;
  if (file === undefined) return;
  event.preventDefault();
  send(form, file).catch(() => {
    say(form, 'The file could not be sent. Check the connection, then try again.');
    lock(form, false);
  });
});

async function send(form, file) {
  lock(form, true);
  say(form, 'Preparing …');
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  fields.append('fileName', file.name);
  fields.append('contentType', file.type);
  const answer = await fetch(form.action, { method: 'POST', body: fields, headers: { Accept: 'application/json, text/html;q=0.9' } });
  if (!(answer.headers.get('content-type') ?? '').startsWith('application/json')) return show(await answer.text());

  const place = await answer.json();

  // What is described is there now: should the file not get through, the next one is its next version, not a second resource.
  form.action = place.again;
  await put(form, file, place);
  say(form, 'Sent. The file is being checked …');
  const told = new URLSearchParams({ formToken: fields.get('formToken') });
  const done = await fetch(place.complete, { method: 'POST', body: told, headers: { Accept: 'application/json' } });
  if (!done.ok) throw new Error('The file did not arrive.');
  location.assign(place.page);
}

function put(form, file, place) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', place.uploadUrl);
    for (const [name, value] of Object.entries(place.uploadHeaders)) request.setRequestHeader(name, value);
    const bar = form.querySelector('progress');
    bar.hidden = false;
    request.upload.addEventListener('progress', sent => {
      const percent = Math.floor(100 * sent.loaded / sent.total);
      if (bar.value === percent) return;
      bar.value = percent;
      if (percent % 10 === 0) say(form, `Sending: ${percent} of 100`);
    });
    request.addEventListener('load', () => request.status === 201 ? resolve() : reject(new Error('Storage refused the file.')));
    request.addEventListener('error', () => reject(new Error('The connection broke.')));
    request.send(file);
  });
}

// The same page with what is wrong with the form.
function show(html) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const main = page.querySelector('main');
  if (main === null) throw new Error('That was no page.');
  document.title = page.title;
  document.querySelector('main').replaceWith(main);
  document.querySelector('.errors')?.focus();
}

function say(form, words) {
  form.querySelector('[role=status]').textContent = words;
}

function lock(form, isBusy) {
  form.querySelector('button').disabled = isBusy;
}
