param location string
param tags object
param operatorMail string
param workspaceName string
param insightsName string
param vaultName string
param dataStorageName string
param healthUrl string
param healthChecks object
param timers object
param monthlyBudget int

resource operator 'Microsoft.Insights/actionGroups@2024-10-01-preview' = {
  name: 'operator'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'pathway'
    emailReceivers: [{ name: 'operator', emailAddress: operatorMail, useCommonAlertSchema: true }]
  }
}

module health 'health-alerts.bicep' = {
  name: 'health-alerts'
  params: {
    location: location
    tags: tags
    insightsName: insightsName
    actionGroupId: operator.id
    url: healthUrl
    checks: healthChecks
  }
}

module logs 'log-alerts.bicep' = {
  name: 'log-alerts'
  params: {
    location: location
    tags: tags
    workspaceName: workspaceName
    actionGroupId: operator.id
    timers: timers
  }
}

module secrets 'secret-alerts.bicep' = {
  name: 'secret-alerts'
  params: { location: location, tags: tags, vaultName: vaultName, actionGroupId: operator.id }
}

module budget 'budget.bicep' = if (monthlyBudget > 0) {
  name: 'budget'
  params: { amount: monthlyBudget, actionGroupId: operator.id }
}

resource dataStorage 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: dataStorageName
}

resource storageFails 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'storage-fails'
  location: 'global'
  tags: tags
  properties: {
    description: 'The data account answers fewer than 99 of 100 calls.'
    severity: 1
    enabled: true
    scopes: [dataStorage.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'availability'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Availability'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 99
        }
      ]
    }
    actions: [{ actionGroupId: operator.id }]
  }
}
