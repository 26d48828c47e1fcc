using '../main.bicep'

param environmentName = 'custom'
param location = 'westeurope'
param mailbox = 'pathway@example.org; pathway2@example.org'
param signInClientId = '11111111-1111-1111-1111-111111111111'
param operatorMail = 'operator@example.org'
param programmeName = 'Another Pathway'
param publicUrl = 'https://pathway.example.org'
param programmeRecipients = 'manager@example.org; deputy@example.org'
param programmeBudgets = { '2026': '180000' }
param settings = {
  Webhooks__EventsPerMinute: '12000'
  Terms__Dates__0__Name: '2026-27 autumn'
  Terms__Dates__0__From: '2026-09-07'
  Terms__Dates__0__To: '2026-12-18'
}
param instanceMemory = 4096
param instancesAtMost = 100
param alwaysReady = 1
param telemetryCap = 5
param monthlyBudget = 0
