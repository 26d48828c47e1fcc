using Microsoft.Extensions.Options;
using Pathway.Functions.Graph;
using static Pathway.Functions.Tests.Calendars.Spread.SpreadDriver;

namespace Pathway.Functions.Tests.Calendars.Spread;

public sealed class MailboxesTests
{
    /// <summary>
    /// The largest of the first eight bytes of SHA-256 of mailbox, line feed and id, by Python's hashlib. Another rule
    /// would send what is new elsewhere, and no test of the spread itself would see it.
    /// </summary>
    [Theory]
    [InlineData("hospital-ai", West, North)]
    [InlineData("genomics", South, South)]
    [InlineData("class-1", West, North)]
    [InlineData("class-2", North, North)]
    [InlineData("class-5", West, South)]
    [InlineData("utc-leeds", West, North)]
    [InlineData("utc-york", South, South)]
    public void Has_the_highest_random_weight(string id, string ofThree, string ofTwo)
    {
        Assert.Equal(ofThree, Set($"{North};{South};{West}").For(id).Address);
        Assert.Equal(ofTwo, Set($"{North};{South}").For(id).Address);
    }

    [Fact]
    public void Does_not_depend_on_the_order_of_the_list()
    {
        var (there, back) = (Set($"{North};{South};{West}"), Set($"{West};{South};{North}"));

        Assert.All(Ids, id => Assert.Equal(there.For(id), back.For(id)));
    }

    [Fact]
    public void Gives_each_its_part_and_moves_to_a_new_one_only_what_it_gets()
    {
        var (two, three) = (Set($"{North};{South}"), Set($"{North};{South};{West}"));

        var moved = Ids.Where(id => two.For(id) != three.For(id)).ToList();

        Assert.All(moved, id => Assert.Equal(West, three.For(id).Address));
        Assert.InRange(moved.Count, 280, 390);
        Assert.All(Ids.GroupBy(three.For), part => Assert.InRange(part.Count(), 280, 390));
    }

    [Fact]
    public void Keeps_the_one_that_was_chosen_while_it_is_on_the_list()
    {
        var mailboxes = Set($"{North};{West}");

        Assert.Equal(North, mailboxes.For("class-1", Mailbox.Parse(North)).Address);
        Assert.Equal(West, mailboxes.For("class-1", Mailbox.Parse(South)).Address);
    }

    [Theory]
    [InlineData("pathway@example.org")]
    [InlineData(" pathway@example.org ; second@example.org;")]
    public void Takes_one_address_or_several(string setting) => Assert.Null(Faults(setting));

    [Theory]
    [InlineData("", "names no mailbox")]
    [InlineData(" ; ", "names no mailbox")]
    [InlineData("pathway", "\"pathway\" is not a mail address. Several have semicolons between them.")]
    [InlineData("a@example.org, b@example.org", "\"a@example.org, b@example.org\" is not a mail address")]
    [InlineData("a@example.org;b@example.org;A@example.org", "names a@example.org more than once")]
    public void Says_what_is_wrong_with_the_list(string setting, string words) =>
        Assert.Contains(words, Faults(setting), StringComparison.Ordinal);

    private static IEnumerable<string> Ids => Enumerable.Range(0, 1_000).Select(number => $"activity-{number}");

    private static Mailboxes Set(string setting) => new(Options.Create(new GraphOptions { Mailbox = setting }));

    private static string? Faults(string setting) =>
        new GraphOptionsValidator().Validate(null, new GraphOptions { Mailbox = setting }).FailureMessage;
}
