// Reads an iCalendar text from the standard input with ical.js, an independent implementation, and prints what it understood.
const ICAL = require('ical.js');
const text = require('node:fs').readFileSync(0, 'utf8');
const root = new ICAL.Component(ICAL.parse(text));
for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
const events = root.getAllSubcomponents('vevent').map((component) => {
  const event = new ICAL.Event(component);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    start: event.startDate.isDate ? event.startDate.toString() : event.startDate.toJSDate().toISOString(),
    end: event.endDate.isDate ? event.endDate.toString() : event.endDate.toJSDate().toISOString(),
    status: component.getFirstPropertyValue('status'),
    sequence: event.sequence,
    url: component.getFirstPropertyValue('url'),
    attendees: component.getAllProperties('attendee').length + component.getAllProperties('organizer').length,
  };
});
process.stdout.write(JSON.stringify({ name: root.getFirstPropertyValue('name'), method: root.getFirstPropertyValue('method'), refresh: String(root.getFirstPropertyValue('refresh-interval')), events }));
