param location string
param tags object
param workspaceName string
param actionGroupId string

@description('Name of a timer to the minutes after its last run at which it is missed.')
param timers object

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}

var expected = join(map(items(timers), timer => '"${timer.key}", ${timer.value}'), ', ')
var alerts = [
  {
    name: 'poison'
    severity: 1
    description: 'A message failed five times and became a dead letter: GET /api/dead-letters says why.'
    every: 'PT5M'
    window: 'PT10M'
    query: 'AppRequests | where OperationName endswith "-poison" | summarize Messages = count() by OperationName'
    by: 'OperationName'
  }
  {
    name: 'timer-missed'
    severity: 1
    description: 'A timer has not run when it should have. After a deployment the platform can lose them: restart the app.'
    every: 'PT15M'
    window: 'P2D'
    query: 'datatable(Timer: string, Minutes: long) [${expected}] | join kind=leftouter (AppRequests | summarize Last = max(TimeGenerated) by Timer = OperationName) on Timer | where isnull(Last) or Last < ago(Minutes * 1m) | project Timer, Last'
    by: 'Timer'
  }
  {
    name: 'failures'
    severity: 2
    description: 'A function failed five times within a quarter of an hour.'
    every: 'PT5M'
    window: 'PT15M'
    query: 'AppRequests | where Success == false and toint(ResultCode) !between (400 .. 499) | summarize Failures = count() by OperationName | where Failures >= 5'
    by: 'OperationName'
  }
  {
    name: 'stopped'
    severity: 1
    description: 'Many activities were deleted in Outlook at once. None is cancelled until the programme manager decides.'
    every: 'PT5M'
    window: 'PT10M'
    query: 'AppTraces | where Properties has "CancellationsStopped" or Message has "none is cancelled before the programme manager confirms" | project TimeGenerated, Message'
    by: ''
  }
  {
    name: 'daily-cap'
    severity: 2
    description: 'Today\'s telemetry has reached its cap: until it is lifted, the alerts that read logs are blind.'
    every: 'PT15M'
    window: 'PT1H'
    query: '_LogOperation | where Category =~ "Ingestion" and Detail has "OverQuota" | project TimeGenerated, Detail'
    by: ''
  }
]

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
    name: alert.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.name
      description: alert.description
      severity: alert.severity
      enabled: true
      scopes: [workspace.id]
      evaluationFrequency: alert.every
      windowSize: alert.window
      criteria: {
        allOf: [
          {
            query: alert.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: empty(alert.by) ? [] : [{ name: alert.by, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      // The tables are there with the first telemetry, the rules before it.
      skipQueryValidation: true
      autoMitigate: true
      actions: { actionGroups: [actionGroupId] }
    }
  }
]
