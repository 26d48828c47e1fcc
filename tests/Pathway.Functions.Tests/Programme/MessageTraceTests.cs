using System.Diagnostics;
using System.Text;
using Pathway.Functions.Programme;
using Pathway.Functions.Storage;

namespace Pathway.Functions.Tests.Programme;

public sealed class MessageTraceTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    [Fact]
    public void What_is_appended_is_taken_off_again()
    {
        using var span = new Activity("sends").SetParentId(Trace).Start();

        var traced = MessageTrace.Append("""{"activity":"hospital-ai"}""");

        Assert.Equal($$"""{"activity":"hospital-ai","trace":"{{span.Id}}"}""", traced);
        var (message, sender) = MessageTrace.Split(traced);
        Assert.Equal("""{"activity":"hospital-ai"}""", message);
        Assert.Equal(
            (span.TraceId, span.SpanId, ActivityTraceFlags.Recorded, true),
            (sender.TraceId, sender.SpanId, sender.TraceFlags, sender.IsRemote));
    }

    [Theory]
    [InlineData("changes")]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[1,2]")]
    public void What_is_no_object_with_members_goes_as_it_is(string message)
    {
        using var span = new Activity("sends").SetParentId(Trace).Start();

        Assert.Equal(message, MessageTrace.Append(message));
    }

    [Theory]
    [InlineData("""{"activity":"x"}""")]
    [InlineData("""{"trace":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""")]
    [InlineData("""{"a":1,"trace":"00-00000000000000000000000000000000-b7ad6b7169203331-01"}""")]
    [InlineData("""{"a":1,"trace":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }""")]
    [InlineData("changes")]
    [InlineData("")]
    public void What_was_never_appended_is_left_alone(string message) =>
        Assert.Equal((message, default(ActivityContext)), MessageTrace.Split(message));

    [Fact]
    public void Bytes_and_text_carry_the_same_member()
    {
        using var span = new Activity("sends").SetParentId(Trace).Start();
        var member = new byte[MessageTrace.Length];

        Assert.True(MessageTrace.TryWrite(member));
        Assert.Equal(MessageTrace.Append("{1}"), "{1" + Encoding.ASCII.GetString(member) + "}");
    }

    [Theory]
    [InlineData("https://graph.microsoft.com/v1.0/users/p@utc.example.org/events/AAMkAD=/cancel", "/v1.0/users/{id}/events/{id}/cancel")]
    [InlineData("https://x.table.core.windows.net/Engagement(PartitionKey='utc-a',RowKey='A%7Cq2')?$select=x", "/Engagement")]
    [InlineData("https://x.table.core.windows.net/$batch", "/$batch")]
    [InlineData("https://x.queue.core.windows.net/calendar-sync/messages", "/{id}/messages")]
    [InlineData("http://127.0.0.1:10002/devstoreaccount1/Colleges()", "/{id}/Colleges")]
    public void An_address_is_traced_as_a_template(string address, string template) =>
        Assert.Equal(template, OutgoingSpans.Template(new Uri(address)));
}
