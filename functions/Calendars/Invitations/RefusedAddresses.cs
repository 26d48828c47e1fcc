using Pathway.Functions.Calendars.Events;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Finds the addresses that Exchange does not take, so that they do not cost the others their invitation.</summary>
public sealed class RefusedAddresses(ProgrammeCalendar calendar, AddressHash hash)
{
    /// <summary>Whether a refusal is about somebody's address.</summary>
    public static bool IsAbout(GraphFault fault) =>
        fault.Kind == GraphFaultKind.Refused && fault.Code.Contains("Recipient", StringComparison.OrdinalIgnoreCase)
        && !fault.Code.Contains("TooMany", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The invitation without those that the refusal names, ready for another try; null when it names nobody.
    /// </summary>
    public static Invitation? Named(GraphFault fault, Invitation invitation, InvitationPlan plan)
    {
        var named = plan.AddressesOf(plan.Members).Where(address =>
            !invitation.Refused.Contains(address, StringComparer.OrdinalIgnoreCase) && Names(fault.Message, address)).ToList();
        return named.Count == 0
            ? null
            : invitation with
            {
                Intent = InvitationStep.None,
                IntentUntil = null,
                Refused = [.. invitation.Refused, .. named],
            };
    }

    /// <summary>
    /// Makes the list of attendees <paramref name="target"/>. Where that is refused and nobody named, those who are
    /// in the event stay, and the others are added in halves: each request adds people and takes nobody out, so
    /// nobody is mailed twice.
    /// </summary>
    public async Task<(AddressSet Invited, IReadOnlyList<string> Refused)> InviteAsync(
        Invitation invitation, InvitationPlan plan, AddressSet target, IReadOnlyList<string> byHand, CancellationToken cancellationToken)
    {
        var stay = plan.AddressesOf(target)
            .Where(address => invitation.Invited.Contains(hash.Compute(address)))
            .ToList();
        var come = plan.AddressesOf(target)
            .Where(address => !invitation.Invited.Contains(hash.Compute(address)))
            .ToList();
        var refused = new List<string>();
        var inside = stay;
        await AddAsync(come);
        return (AddressSet.From(inside.Select(hash.Compute)), refused);

        async Task AddAsync(List<string> some)
        {
            var (_, fault) = await GraphFault.CatchAsync(
                async () =>
                {
                    await calendar.ChangeAttendeesAsync(
                        invitation.Mailbox!, invitation.EventId!, [.. inside, .. some, .. byHand], cancellationToken);
                    return true;
                },
                cancellationToken);
            if (fault is null)
                inside = [.. inside, .. some];
            else if (!IsAbout(fault) || some.Count == 0)
                throw new GraphFaultException(fault);
            else if (some.FindAll(address => Names(fault.Message, address)) is { Count: > 0 } named)
                await WithoutAsync(some, named);
            else if (some.Count == 1)
                refused.AddRange(some);
            else
                await HalvesAsync(some);
        }

        async Task HalvesAsync(List<string> some)
        {
            await AddAsync(some[..(some.Count / 2)]);
            await AddAsync(some[(some.Count / 2)..]);
        }

        async Task WithoutAsync(List<string> some, List<string> named)
        {
            refused.AddRange(named);
            await AddAsync([.. some.Except(named, StringComparer.Ordinal)]);
        }
    }

    private static bool Names(string message, string address)
    {
        // As a whole: head@utc.example.org is not in second-head@utc.example.org.
        for (var at = message.IndexOf(address, StringComparison.OrdinalIgnoreCase);
            at >= 0;
            at = message.IndexOf(address, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + address.Length;
            if ((at == 0 || !IsPart(message[at - 1]))
                && (end == message.Length || !IsPart(message[end]) || message[end] == '.'))
                return true;
        }

        return false;
    }

    private static bool IsPart(char letter) =>
        char.IsLetterOrDigit(letter) || letter is '.' or '-' or '_' or '+' or '@';
}
