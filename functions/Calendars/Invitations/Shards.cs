namespace Pathway.Functions.Calendars.Invitations;

/// <summary>Divides an audience into events of at most 500 people, which is all that Exchange takes.</summary>
internal static class Shards
{
    public const int Most = 500;

    /// <summary>
    /// Who belongs to which shard: those who have a place keep it, newcomers fill the first free one. There is always a first
    /// shard, for it owns the meeting.
    /// </summary>
    /// <param name="guests">Everybody to be invited, each once.</param>
    /// <param name="before">The members of each shard there is, by its number.</param>
    /// <param name="taken">How many places others have in a shard, invited by hand.</param>
    public static IReadOnlyDictionary<int, AddressSet> Assign(
        IReadOnlyList<Guest> guests, IReadOnlyDictionary<int, AddressSet> before, IReadOnlyDictionary<int, int>? taken = null)
    {
        var shards = new SortedDictionary<int, HashSet<ulong>> { [0] = [] };
        var waiting = new List<ulong>();
        foreach (var guest in guests)
        {
            var home = before.Where(shard => shard.Value.Contains(guest.Hash))
                .Select(shard => (int?)shard.Key)
                .FirstOrDefault();
            if (home is { } number && Shard(number).Count < Room(number))
                Shard(number).Add(guest.Hash);
            else
                waiting.Add(guest.Hash);
        }

        var next = 0;
        foreach (var hash in waiting)
        {
            while (Shard(next).Count >= Room(next))
                next++;
            Shard(next).Add(hash);
        }

        return shards.Where(shard => shard.Key == 0 || shard.Value.Count > 0)
            .ToDictionary(shard => shard.Key, shard => AddressSet.From(shard.Value));

        int Room(int number) => Most - (taken?.GetValueOrDefault(number) ?? 0);

        HashSet<ulong> Shard(int number) => shards.TryGetValue(number, out var shard) ? shard : shards[number] = [];
    }
}
