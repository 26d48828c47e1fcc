using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Reads the colleges and lists whom to invite.</summary>
public sealed class GuestListReader(CollegeTable colleges, AddressHash hash, Mailboxes mailboxes)
{
    public async Task<GuestList> ReadAsync(CancellationToken cancellationToken) =>
        GuestList.From(await colleges.AllAsync(cancellationToken), hash, mailboxes);
}
