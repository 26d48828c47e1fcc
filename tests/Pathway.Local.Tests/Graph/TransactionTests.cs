using System.Text.Json.Nodes;

namespace Pathway.Local.Tests.Graph;

public sealed class TransactionTests : GraphSimulatorTest
{
    private static JsonObject WithTransaction(string subject)
    {
        var body = Masterclass("a@college.example.org");
        (body["subject"], body["transactionId"]) = (subject, "wound-care-0");
        return body;
    }

    [Fact]
    public async Task The_same_create_twice_is_one_event_and_one_mail()
    {
        var first = await Post(Events, WithTransaction("One"));
        var second = await Post(Events, WithTransaction("One"));

        Assert.Equal((201, 201), (first.Status, second.Status));
        Assert.Equal(Id(first.Json), Id(second.Json));
        Assert.Single(Simulator.Mail);
        Assert.Single((await Get(Events)).Values);
    }

    [Theory]
    [InlineData(409, true)]
    [InlineData(400, false)]
    public async Task The_same_id_with_other_content_is_refused_in_either_shape(int status, bool namesEvent)
    {
        Simulator.Modes = new() { DuplicateTransactionStatus = status, DuplicateTransactionNamesEvent = namesEvent };
        var first = await Post(Events, WithTransaction("One"));

        var second = await Post(Events, WithTransaction("Two"));

        Assert.Equal((status, "ErrorDuplicateTransactionId"), (second.Status, second.ErrorCode));
        Assert.Equal(
            namesEvent ? Id(first.Json) : null, second.Json["error"]!["@event.existingEventId"]?.GetValue<string>());
    }

    [Fact]
    public async Task A_forgotten_id_makes_a_second_event()
    {
        Simulator.Modes = new() { ForgetTransactionIds = true };

        var first = await Post(Events, WithTransaction("One"));
        var second = await Post(Events, WithTransaction("One"));

        Assert.NotEqual(Id(first.Json), Id(second.Json));
    }

    [Fact]
    public async Task It_cannot_be_patched()
    {
        var created = await Created(Masterclass());

        Assert.Equal(400, (await Patch($"{Events}/{Id(created)}", new JsonObject { ["transactionId"] = "x" })).Status);
    }
}
