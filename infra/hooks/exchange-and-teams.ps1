<#
.SYNOPSIS
Lets the app's identity work in the programme's mailbox, and in no other.

.DESCRIPTION
For an administrator of Exchange and Teams, once after the first deployment. It can run again: what is there is left alone.
In Exchange it makes a management scope that holds the one mailbox and assigns the application roles for calendar and mail within it. In Teams
it makes an application access policy and grants it to the mailbox's user, whose meetings' attendance may then be read. Both take effect within
an hour or so; GET /api/health tells when.

.PARAMETER Mailbox
The programme's mailbox, as in PROGRAMME_MAILBOX.

.PARAMETER ClientId
Client id of the app's identity: azd env get-value APP_IDENTITY_CLIENT_ID.

.PARAMETER PrincipalId
Object id of the app's identity: azd env get-value APP_IDENTITY_PRINCIPAL_ID.

.EXAMPLE
./exchange-and-teams.ps1 -Mailbox pathway@example.org -ClientId 11111111-… -PrincipalId 22222222-…
#>
#Requires -Version 7.2
#Requires -Modules @{ ModuleName = 'ExchangeOnlineManagement'; ModuleVersion = '3.4.0' }, @{ ModuleName = 'MicrosoftTeams'; ModuleVersion = '6.0.0' }
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)][ValidatePattern('^[^@\s'']+@[^@\s'']+$')][string] $Mailbox,
    [Parameter(Mandatory)][guid] $ClientId,
    [Parameter(Mandatory)][guid] $PrincipalId
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$scope = "Pathway $Mailbox"
$policy = 'Pathway-Attendance'
$roles = 'Application Calendars.ReadWrite', 'Application Mail.ReadWrite', 'Application Mail.Send'

Connect-ExchangeOnline -ShowBanner:$false
$address = (Get-Mailbox -Identity $Mailbox).PrimarySmtpAddress

$principal = Get-ServicePrincipal | Where-Object AppId -EQ "$ClientId"
if (-not $principal -and $PSCmdlet.ShouldProcess("$ClientId", 'Make the app known to Exchange')) {
    $principal = New-ServicePrincipal -AppId "$ClientId" -ObjectId "$PrincipalId" -DisplayName 'Pathway'
}

$filter = "PrimarySmtpAddress -eq '$address'"
$there = Get-ManagementScope | Where-Object Name -EQ $scope
if (-not $there -and $PSCmdlet.ShouldProcess($scope, "Make a scope where $filter")) {
    New-ManagementScope -Name $scope -RecipientRestrictionFilter $filter | Out-Null
}
elseif ($there -and $there.RecipientFilter -notlike "*$address*") {
    throw "The scope '$scope' is there and holds something else ($($there.RecipientFilter)). Remove it, or correct it, and run this again."
}

foreach ($role in $roles) {
    # Assignments are told apart by their names, which must not be longer than 64 characters.
    $name = "Pathway $("$ClientId".Substring(0, 8)) $($role -replace '^Application ')"
    if (-not (Get-ManagementRoleAssignment | Where-Object Name -EQ $name) -and $PSCmdlet.ShouldProcess($name, "Assign '$role' within '$scope'")) {
        New-ManagementRoleAssignment -Name $name -Role $role -App "$PrincipalId" -CustomResourceScope $scope | Out-Null
    }
}

if ($principal) {
    Test-ServicePrincipalAuthorization -Identity "$ClientId" -Resource "$address" | Format-Table RoleName, AllowedResourceScope, InScope
}

Connect-MicrosoftTeams | Out-Null
$access = Get-CsApplicationAccessPolicy | Where-Object Identity -EQ "Tag:$policy"
if (-not $access) {
    if ($PSCmdlet.ShouldProcess($policy, 'Make an application access policy')) {
        New-CsApplicationAccessPolicy -Identity $policy -AppIds "$ClientId" -Description 'Reads who attended the programme''s meetings' | Out-Null
    }
}
elseif ("$ClientId" -notin $access.AppIds -and $PSCmdlet.ShouldProcess($policy, "Add $ClientId")) {
    Set-CsApplicationAccessPolicy -Identity $policy -AppIds @{ Add = "$ClientId" }
}
if ($PSCmdlet.ShouldProcess($Mailbox, "Grant '$policy'")) {
    Grant-CsApplicationAccessPolicy -PolicyName $policy -Identity $Mailbox
}
if (-not $WhatIfPreference) {
    Write-Output "Done. GET /api/health says when Exchange and Teams have taken it up."
}
