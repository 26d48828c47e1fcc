using '../main.bicep'

param environmentName = 'closed'
param location = 'uksouth'
param mailbox = 'pathway@example.org'
param signInClientId = '11111111-1111-1111-1111-111111111111'
param operatorMail = 'operator@example.org'
param privateNetworking = true
param malwareScanning = true
