using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Everybody the colleges want invited now: by college and in the order each gave. An address counts for the first
/// college that has it.
/// </summary>
public sealed class GuestList
{
    private readonly List<(College College, List<Guest> Guests)> colleges = [];
    private readonly Dictionary<ulong, Guest> byHash = [];

    private GuestList()
    {
    }

    public static GuestList From(IEnumerable<College> colleges, AddressHash hash, string organiser)
    {
        var list = new GuestList();
        foreach (var college in colleges.Where(college => college.LeftAt is null).OrderBy(college => college.Id.ToString(), StringComparer.Ordinal))
        {
            var guests = college.Definition.Audience
                .Where(address => !address.Equals(organiser, StringComparison.OrdinalIgnoreCase))
                .Select(address => new Guest(address, college.Id, hash.Compute(address))).ToList();
            list.colleges.Add((college, guests));
            foreach (var guest in guests)
                list.byHash.TryAdd(guest.Hash, guest);
        }

        return list;
    }

    /// <summary>Who is to be invited to an activity for <paramref name="audience"/>.</summary>
    public IReadOnlyList<Guest> For(Audience audience) =>
        [.. colleges.Where(entry => audience.Includes(entry.College.Id)).SelectMany(entry => entry.Guests).DistinctBy(guest => guest.Hash)];

    public Guest? Find(ulong hash) => byHash.GetValueOrDefault(hash);
}
