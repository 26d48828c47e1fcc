<#
.SYNOPSIS
Lets the app's identity work in the programme's mailboxes, and in no other.

.DESCRIPTION
For an administrator of Exchange and Teams, once after the first deployment. It can run again: what is there is left alone.
In Exchange it makes for each mailbox a management scope that holds that one and assigns the application roles for calendar and mail within it. In
Teams it makes an application access policy and grants it to each mailbox's user, whose meetings' attendance may then be read. Both take effect
within an hour or so; GET /api/health tells when. Run it again after a mailbox was added; of one that was taken off the list nothing is taken away.

.PARAMETER Mailbox
The programme's mailbox, or several with semicolons between them, as in PROGRAMME_MAILBOX: put them in quotes.

.PARAMETER ClientId
Client id of the app's identity: azd env get-value APP_IDENTITY_CLIENT_ID.

.PARAMETER PrincipalId
Object id of the app's identity: azd env get-value APP_IDENTITY_PRINCIPAL_ID.

.EXAMPLE
./exchange-and-teams.ps1 -Mailbox pathway@example.org -ClientId 11111111-… -PrincipalId 22222222-…

.EXAMPLE
./exchange-and-teams.ps1 -Mailbox 'pathway@example.org; pathway2@example.org' -ClientId 11111111-… -PrincipalId 22222222-…
#>
#Requires -Version 7.2
#Requires -Modules @{ ModuleName = 'ExchangeOnlineManagement'; ModuleVersion = '3.4.0' }, @{ ModuleName = 'MicrosoftTeams'; ModuleVersion = '6.0.0' }
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)][ValidatePattern('^\s*[^@\s'';]+@[^@\s'';]+(\s*;\s*[^@\s'';]+@[^@\s'';]+)*\s*;?\s*$')][string] $Mailbox,
    [Parameter(Mandatory)][guid] $ClientId,
    [Parameter(Mandatory)][guid] $PrincipalId
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$mailboxes = @($Mailbox -split ';' | ForEach-Object { $_.Trim() } | Where-Object { $_ })
$policy = 'Pathway-Attendance'
$roles = 'Application Calendars.ReadWrite', 'Application Mail.ReadWrite', 'Application Mail.Send'

Connect-ExchangeOnline -ShowBanner:$false

$principal = Get-ServicePrincipal | Where-Object AppId -EQ "$ClientId"
if (-not $principal -and $PSCmdlet.ShouldProcess("$ClientId", 'Make the app known to Exchange')) {
    $principal = New-ServicePrincipal -AppId "$ClientId" -ObjectId "$PrincipalId" -DisplayName 'Pathway'
}

for ($at = 0; $at -lt $mailboxes.Count; $at++) {
    $scope = "Pathway $($mailboxes[$at])"
    $address = (Get-Mailbox -Identity $mailboxes[$at]).PrimarySmtpAddress
    $filter = "PrimarySmtpAddress -eq '$address'"
    $there = Get-ManagementScope | Where-Object Name -EQ $scope
    if (-not $there -and $PSCmdlet.ShouldProcess($scope, "Make a scope where $filter")) {
        New-ManagementScope -Name $scope -RecipientRestrictionFilter $filter | Out-Null
    }
    elseif ($there -and $there.RecipientFilter -notlike "*$address*") {
        throw "The scope '$scope' is there and holds something else ($($there.RecipientFilter)). Remove it, or correct it, and run this again."
    }

    foreach ($role in $roles) {
        # Assignments are told apart by their names, which must not be longer than 64 characters. The first mailbox's are named as they were
        # when there was one; each other's, and those of one that was put before it, by a few letters that stand for its address.
        $name = "Pathway $("$ClientId".Substring(0, 8)) $($role -replace '^Application ')"
        if ($at -gt 0 -or (-not $there -and (Get-ManagementRoleAssignment | Where-Object Name -EQ $name))) {
            $hash = [Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes($mailboxes[$at].ToLowerInvariant()))
            $name += " $([Convert]::ToHexString($hash).Substring(0, 8).ToLowerInvariant())"
        }
        if (-not (Get-ManagementRoleAssignment | Where-Object Name -EQ $name) -and $PSCmdlet.ShouldProcess($name, "Assign '$role' within '$scope'")) {
            New-ManagementRoleAssignment -Name $name -Role $role -App "$PrincipalId" -CustomResourceScope $scope | Out-Null
        }
    }

    if ($principal) {
        Test-ServicePrincipalAuthorization -Identity "$ClientId" -Resource "$address" | Format-Table RoleName, AllowedResourceScope, InScope
    }
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
foreach ($one in $mailboxes) {
    if ($PSCmdlet.ShouldProcess($one, "Grant '$policy'")) {
        Grant-CsApplicationAccessPolicy -PolicyName $policy -Identity $one
    }
}
if (-not $WhatIfPreference) {
    Write-Output "Done. GET /api/health says when Exchange and Teams have taken it up."
}
