using Pathway.Functions.Calendars.Invitations;
using Pathway.Functions.Programme;

namespace Pathway.Unit.Tests.Calendars;

public sealed class ShardsTests
{
    private static readonly Dictionary<int, AddressSet> Nothing = [];

    [Fact]
    public void Keep_a_first_one_for_the_meeting_when_nobody_is_invited() =>
        Assert.Equal(0, Assert.Single(Shards.Assign([], Nothing)).Value.Count);

    [Theory]
    [InlineData(500, 1)]
    [InlineData(501, 2)]
    [InlineData(1_000, 2)]
    [InlineData(1_001, 3)]
    public void Hold_five_hundred_at_most(int guests, int shards)
    {
        var assigned = Shards.Assign(Guests(1, guests), Nothing);

        Assert.Equal(shards, assigned.Count);
        Assert.All(assigned.Values, shard => Assert.InRange(shard.Count, 1, Shards.Most));
        Assert.Equal(guests, assigned.Values.Sum(shard => shard.Count));
    }

    [Fact]
    public void Move_nobody_when_others_go_and_come()
    {
        var before = Shards.Assign(Guests(1, 900), Nothing);

        var after = Shards.Assign([.. Guests(101, 800), .. Guests(2_000, 50)], before);

        Assert.All(Guests(101, 400), guest => Assert.True(after[0].Contains(guest.Hash)));
        Assert.All(Guests(501, 400), guest => Assert.True(after[1].Contains(guest.Hash)));
        Assert.All(Guests(2_000, 50), guest => Assert.True(after[0].Contains(guest.Hash)));
    }

    [Fact]
    public void Vanish_when_the_last_of_them_goes()
    {
        var before = Shards.Assign(Guests(1, 501), Nothing);

        Assert.Equal([0], Shards.Assign(Guests(1, 500), before).Keys);
    }

    [Fact]
    public void Leave_room_for_those_whom_others_invited_by_hand()
    {
        var some = Shards.Assign(Guests(1, 401), Nothing, new Dictionary<int, int> { [0] = 100 });
        var full = Shards.Assign(Guests(1, 1), Nothing, new Dictionary<int, int> { [0] = 500, [1] = 500 });

        Assert.Equal([400, 1], some.OrderBy(shard => shard.Key).Select(shard => shard.Value.Count));
        Assert.Equal([(0, 0), (2, 1)], full.OrderBy(shard => shard.Key).Select(shard => (shard.Key, shard.Value.Count)));
    }

    private static List<Guest> Guests(int first, int count) =>
        [.. Enumerable.Range(first, count).Select(number => new Guest($"{number}@example.org", CollegeId.Parse("utc-leeds"), (ulong)number))];
}
