// GET /api/health knows what no metric of Azure's does: the age of each queue's oldest message, when the calendar was last followed, when
// Graph's subscription lapses. Each of its checks is asked for from outside and has an alert that bears its name.
param location string
param tags object
param insightsName string
param actionGroupId string
param url string

@description('Name of a check to what it means when it is degraded.')
param checks object

// West Europe, North Europe and UK South, as availability tests call them.
var places = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'emea-ru-msa-edge']
var tests = concat(
  [
    {
      name: 'answers'
      every: 300
      places: places
      says: '"status":"'
      means: 'The app does not answer, or its certificate is about to expire.'
    }
  ],
  map(items(checks), check => {
    name: replace(check.key, ' ', '-')
    every: 900
    places: [places[0]]
    says: '"name":"${check.key}","status":"ok"'
    means: check.value
  })
)

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource webTest 'Microsoft.Insights/webtests@2022-06-15' = [
  for test in tests: {
    name: 'health-${test.name}'
    location: location
    tags: union(tags, { 'hidden-link:${insights.id}': 'Resource' })
    kind: 'standard'
    properties: {
      SyntheticMonitorId: 'health-${test.name}'
      Name: 'health-${test.name}'
      Description: test.means
      Enabled: true
      Frequency: test.every
      Timeout: 60
      Kind: 'standard'
      RetryEnabled: true
      Locations: map(test.places, place => { Id: place })
      Request: { RequestUrl: url, HttpVerb: 'GET', ParseDependentRequests: false, FollowRedirects: false }
      ValidationRules: {
        ExpectedHttpStatusCode: 200
        SSLCheck: true
        SSLCertRemainingLifetimeCheck: 14
        ContentValidation: { ContentMatch: test.says, IgnoreCase: false, PassIfTextFound: true }
      }
    }
  }
]

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = [
  for (test, i) in tests: {
    name: 'health-${test.name}'
    location: 'global'
    tags: tags
    properties: {
      description: '${test.means} GET /api/health says more.'
      severity: test.name == 'answers' || test.name == 'storage' ? 0 : 2
      enabled: true
      scopes: [resourceId('Microsoft.Insights/webtests', 'health-${test.name}'), insights.id]
      evaluationFrequency: 'PT5M'
      windowSize: test.every > 300 ? 'PT30M' : 'PT5M'
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
        webTestId: resourceId('Microsoft.Insights/webtests', 'health-${test.name}')
        componentId: insights.id
        failedLocationCount: length(test.places) > 1 ? 2 : 1
      }
      actions: [{ actionGroupId: actionGroupId }]
    }
    dependsOn: [webTest[i]]
  }
]
