// Reads an iCalendar text from the standard input with ical.js, an independent implementation, and prints when each event takes place.
const ICAL = require('ical.js');
const text = require('node:fs').readFileSync(0, 'utf8');
const root = new ICAL.Component(ICAL.parse(text));
for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const components = root.getAllSubcomponents('vevent');
const masters = components.filter((component) => !component.hasProperty('recurrence-id'));
const exceptions = components.filter((component) => component.hasProperty('recurrence-id'));
const times = [];
for (const component of masters) {
  const uid = component.getFirstPropertyValue('uid');
  const event = new ICAL.Event(component, { exceptions: exceptions.filter((one) => one.getFirstPropertyValue('uid') === uid) });
  const iterator = event.iterator();
  for (let next = iterator.next(); next; next = iterator.next()) {
    const { startDate, endDate } = event.getOccurrenceDetails(next);
    times.push(`${startDate.toJSDate().toISOString()} ${endDate.toJSDate().toISOString()}`);
  }
}
process.stdout.write(JSON.stringify({ uids: new Set(masters.map((one) => one.getFirstPropertyValue('uid'))).size, times: times.sort() }));
