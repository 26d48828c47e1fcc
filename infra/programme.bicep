// What the code names; tests/Pathway.Infra.Tests holds each of these against the compiled app.

@export()
@description('The queues, by the app settings their triggers read.')
var queues = {
  FactsQueue: 'facts'
  CalendarSyncQueue: 'calendar-sync'
  CalendarPullQueue: 'calendar-pull'
  DigestsQueue: 'digests'
  ResourceIngestQueue: 'resource-ingest'
}

@export()
var tables = [
  'Colleges'
  'Activities'
  'Resources'
  'Invitations'
  'Engagement'
  'Attendance'
  'DigestSlots'
  'DeadLetters'
  'Privacy'
  'Audit'
]

@export()
@description('The containers, and after how many days an untouched blob of them goes at the latest; 0 for never.')
var containers = {
  resources: 0
  uploads: 7
  claims: 90
  digests: 365
  backups: 30
}

@export()
@description('The timers, and how many minutes after its last run each is missed.')
var timers = {
  SweepCalendars: 20
  PullCalendarOnTimer: 20
  RenewSubscriptions: 780
  CollectAttendance: 90
  SendDigests: 45
  SendLetters: 20
  PurgeUploads: 1560
  PurgeClaims: 1560
  EraseColleges: 20
  PurgeExpired: 1560
  KeepBackups: 20
}

@export()
@description('The checks that GET /api/health answers, and what it means when one is degraded.')
var healthChecks = {
  attendance: 'Teams does not let the app read who attended.'
  backup: 'The last night has no backup that could be read back.'
  calendar: 'The calendar is not followed, or many deletions wait for a decision.'
  'dead letters': 'Work that failed five times waits for a person.'
  meetings: 'A Teams meeting is not held by the programme\'s rules: lobby, presenters, chat, recording.'
  mailbox: 'The mailbox has reached its sending limit, or mail came back.'
  queues: 'A queue has not been emptied for a quarter of an hour.'
  resources: 'An upload has been checked for more than two hours.'
  storage: 'Table storage does not answer.'
  subscription: 'Graph\'s subscription is refused or lapses within a day.'
}

@export()
@description('Every further setting of the app, as the code has it by itself: here an operator sees what can be changed.')
var defaults = {
  Calendars__Category: 'Pathway'
  Calendars__GatherMinutes: '10'
  Calendars__Milestones: 'summary'
  Digests__DaysAhead: '28'
  Digests__FirstWaitSeconds: '30'
  Digests__QuietDays: '14'
  Graph__BaseUrl: 'https://graph.microsoft.com/v1.0'
  Graph__Concurrency: '4'
  Graph__LongestWaitSeconds: '10'
  Graph__RetryDelayMilliseconds: '500'
  Privacy__AttendanceYears: '1'
  Privacy__AuditYears: '6'
  Privacy__DeadLetterDays: '180'
  Privacy__DeliveryDays: '30'
  Privacy__DigestsYears: '1'
  Privacy__FactsYears: '3'
  Privacy__TransactionsPerRun: '20000'
  Letters__DayBefore: 'true'
  Letters__ThankYou: 'true'
  Letters__WeekBefore: 'true'
  Meetings__Chat: 'limited'
  Meetings__Lobby: 'organization'
  Meetings__Record: 'false'
  Meetings__Secure: 'true'
  Reports__Currency: 'GBP'
  Resources__MalwareVerdictPollSeconds: '20'
  Resources__MalwareVerdictWithinMinutes: '120'
  Resources__SharedLinkVersion: '1'
  Storage__RetryDelayMilliseconds: '400'
  Webhooks__EventsPerMinute: '6000'
}
