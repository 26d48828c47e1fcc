namespace Pathway.Functions.Attendance;

/// <summary>
/// Those who are in a meeting for the others: the organiser and whoever the programme knows as a host. They are known
/// by address, and by the identity that came with the address in any record.
/// </summary>
public sealed class MeetingHosts
{
    private readonly HashSet<string> addresses;
    private readonly HashSet<string> identities;

    private MeetingHosts(HashSet<string> addresses, HashSet<string> identities)
    {
        (this.addresses, this.identities) = (addresses, identities);
    }

    /// <param name="organiser">The organiser's object id.</param>
    /// <param name="hosts">Addresses of hosts.</param>
    /// <param name="presences">Everybody who was there, to learn identities from.</param>
    public static MeetingHosts From(string organiser, IEnumerable<string> hosts, IEnumerable<Presence> presences)
    {
        var known = hosts.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var theirs = presences
            .Where(
                presence => presence.ObjectId is not null && presence.Address is not null && known.Contains(presence.Address.Trim()))
            .Select(presence => presence.ObjectId!);
        return new MeetingHosts(known, theirs.Append(organiser).ToHashSet(StringComparer.OrdinalIgnoreCase));
    }

    public bool Include(Presence presence) =>
        presence.IsOrganiser
        || (presence.Address is { } address && addresses.Contains(address.Trim()))
        || (presence.ObjectId is { } identity && identities.Contains(identity));
}
