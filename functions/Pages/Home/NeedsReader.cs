using Pathway.Functions.Calendars.Pull;
using Pathway.Functions.DeadLetters;
using Pathway.Functions.Digests.Content;
using Pathway.Functions.Health;
using Pathway.Functions.Pages.Colleges;
using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Pages.Home;

/// <summary>Gathers what needs the manager, worst first.</summary>
public sealed class NeedsReader(PullStateStore pulls, DeadLetterTable letters, HealthReader health)
{
    public async Task<IReadOnlyList<Need>> ReadAsync(
        IReadOnlyList<CollegePulse> pulses, DigestMaterial material, CancellationToken cancellationToken)
    {
        var (states, counts) = (pulls.AllAsync(cancellationToken), letters.CountAsync(cancellationToken));
        var checks = health.ReadAsync(cancellationToken);
        var pending = (await states).SelectMany(state => state.Pending).Distinct().Count();
        return
        [
            .. pulses.Where(pulse => pulse.IsSilent)
                .OrderByDescending(pulse => pulse.SilentDays ?? int.MaxValue)
                .Select(Silent),
            .. Vanished(pending),
            .. Dead((await counts).Values.Sum()),
            .. Refused(pulses, material),
            .. (await checks).Checks
                .Where(check => check.Status != HealthView.Ok && !HasOwnLine(check.Name, pending))
                .Select(Faulty),
        ];
    }

    private static bool HasOwnLine(string check, int pending) =>
        check == "dead letters" || (check == "calendar" && pending > 0);

    private static Need Silent(CollegePulse pulse) => new(
        $"{pulse.College.Definition.Name} {pulse.Silence}",
        "Its systems may have stopped sending, or its secret is not the current one.",
        PageAddress.To(pulse.College.Id),
        "Look at its deliveries");

    private static IEnumerable<Need> Vanished(int count)
    {
        if (count > 0)
            yield return new Need(
                $"{DigestWords.Plural(count, "event")} vanished from Outlook",
                "Nobody is told before you decide.",
                PageAddress.Vanished,
                "Restore or cancel");
    }

    private static IEnumerable<Need> Dead(int count)
    {
        if (count > 0)
            yield return new Need(
                $"{DigestWords.Plural(count, "piece")} of work could not be done",
                "A delivery, an invitation or a digest is waiting with its reason.",
                PageAddress.DeadLetters,
                "Look");
    }

    private static IEnumerable<Need> Refused(IReadOnlyList<CollegePulse> pulses, DigestMaterial material)
    {
        var refused = material.Invitations.Values.SelectMany(invitations => invitations.Refused)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return from pulse in pulses
               from address in pulse.College.Definition.Audience
               where refused.Contains(address)
               select new Need(
                   $"{pulse.College.Definition.Name}: Exchange refused {address}",
                   "The others were invited; this address gets nothing.",
                   $"/colleges/{pulse.College.Id}/edit",
                   "Correct it");
    }

    private static Need Faulty(HealthCheckView check) =>
        new($"{check.Name}: {check.Detail}", check.Do, check.Page ?? PageAddress.Health, "Look");
}
