using Pathway.Functions.Activities;
using Pathway.Functions.Activities.Speakers;
using Pathway.Functions.Colleges;
using Pathway.Functions.Graph;

namespace Pathway.Functions.Calendars.Invitations;

/// <summary>
/// Everybody the colleges want invited now: by college and in the order each gave. An address counts for the first
/// college that has it.
/// </summary>
public sealed class GuestList
{
    private readonly AddressHash hash;
    private readonly IReadOnlyCollection<string> organisers;
    private readonly List<(College College, List<Guest> Guests)> colleges = [];
    private readonly Dictionary<ulong, Guest> byHash = [];

    private GuestList(AddressHash hash, IReadOnlyCollection<string> organisers)
    {
        (this.hash, this.organisers) = (hash, organisers);
    }

    /// <summary>Who is invited as a speaker: to the meeting alone, before everybody else.</summary>
    public IReadOnlyList<Guest> Speakers { get; private init; } = [];

    public static GuestList From(IEnumerable<College> colleges, AddressHash hash, Mailboxes organisers)
    {
        var list = new GuestList(hash, [.. organisers.All.Select(mailbox => mailbox.Address)]);
        var present = colleges.Where(college => college.LeftAt is null)
            .OrderBy(college => college.Id.ToString(), StringComparer.Ordinal);
        foreach (var college in present)
        {
            var guests = college.Definition.Audience
                .Where(address => !list.Organises(address))
                .Select(
                    address => new Guest(address, college.Id, hash.Compute(address)) { People = college.Definition.PeopleAt(address) })
                .ToList();
            list.colleges.Add((college, guests));
            foreach (var guest in guests)
                list.byHash.TryAdd(guest.Hash, guest);
        }

        return list;
    }

    /// <summary>The same for an activity with these speakers: theirs is no college's answer, whoever lists their address.</summary>
    public GuestList With(IReadOnlyList<Speaker> speakers)
    {
        if (speakers.Count == 0)
            return this;
        var list = new GuestList(hash, organisers)
        {
            Speakers =
            [
                .. speakers.Where(speaker => speaker.Email.Length > 0)
                    .Where(speaker => !Organises(speaker.Email))
                    .Select(speaker => new Guest(speaker.Email, null, hash.Compute(speaker.Email))),
            ],
        };
        list.colleges.AddRange(colleges);
        foreach (var guest in list.Speakers.Concat(byHash.Values))
            list.byHash.TryAdd(guest.Hash, guest);
        return list;
    }

    /// <summary>Whom the colleges want invited to an activity for <paramref name="audience"/>.</summary>
    public IReadOnlyList<Guest> For(Audience audience) =>
        [.. colleges.Where(entry => audience.Includes(entry.College.Id)).SelectMany(entry => entry.Guests).DistinctBy(guest => guest.Hash)];

    public Guest? Find(ulong hash) => byHash.GetValueOrDefault(hash);

    private bool Organises(string address) => organisers.Contains(address, StringComparer.OrdinalIgnoreCase);
}
