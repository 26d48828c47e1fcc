using System.Reflection;
using System.Runtime.Serialization;
using System.Text.Json.Nodes;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions.Serialization;

namespace Pathway.Local.Tests.Graph;

/// <summary>What the schema does not know is refused, wherever it stands.</summary>
public sealed class SchemaTests : GraphSimulatorTest
{
    /// <summary>Parameters of actions have no type of their own in the client.</summary>
    private static readonly string[] Actions = ["cancel", "move", "sendMail"];

    private static readonly Type[] Models = typeof(Event).Assembly.GetTypes();

    private static Type ModelOf(string name)
    {
        var pascal = $"{typeof(Event).Namespace}.{char.ToUpperInvariant(name[0])}{name[1..]}";
        return Models.Single(type => type.FullName == (name == "dayOfWeek" ? $"{pascal}Object" : pascal));
    }

    private static IEnumerable<string> MembersOf(Type model) =>
        ((IParsable)Activator.CreateInstance(model)!)
            .GetFieldDeserializers().Keys
            .Where(member => member != "@odata.type");

    private static IEnumerable<string> ValuesOf(Type enumeration) =>
        enumeration.GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(
            field => field.GetCustomAttribute<EnumMemberAttribute>()!.Value!).Where(value => value != "unknownFutureValue");

    [Fact]
    public async Task It_has_the_members_of_microsofts_own_client()
    {
        var schema = (await Control(HttpMethod.Get, "schema")).Json["types"]!.AsObject();

        var types = schema.Where(type => !Actions.Contains(type.Key)).ToList();
        var expected = types.SelectMany(type => MembersOf(ModelOf(type.Key)).Select(member => $"{type.Key}.{member}"));
        var known = types.SelectMany(type => type.Value!.AsObject().Select(member => $"{type.Key}.{member.Key}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_has_the_values_of_microsofts_own_client()
    {
        var schema = (await Control(HttpMethod.Get, "schema")).Json["enumerations"]!.AsObject();

        var expected = schema.SelectMany(
            enumeration => ValuesOf(ModelOf(enumeration.Key)).Select(value => $"{enumeration.Key}.{value}"));
        var known = schema.SelectMany(
            enumeration => enumeration.Value!.AsArray().Select(value => $"{enumeration.Key}.{value}"));

        Assert.Equal(expected.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("events", """{"title":"x"}""", "title")]
    [InlineData("events", """{"Subject":"x"}""", "Subject")]
    [InlineData("events", """{"attendees":[{"emailAddress":{"mail":"a@college.example.org"}}]}""", "mail")]
    [InlineData("events", """{"attendees":[{"type":"guest","emailAddress":{"address":"a@college.example.org"}}]}""", "guest")]
    [InlineData("events", """{"onlineMeetingProvider":"teams"}""", "teams")]
    [InlineData("events", """{"body":{"contentType":"markdown","content":"x"}}""", "markdown")]
    [InlineData("events", """{"start":{"dateTime":"2026-12-01T10:00:00","zone":"UTC"}}""", "zone")]
    [InlineData("events", """{"reminderMinutesBeforeStart":"15"}""", "reminderMinutesBeforeStart")]
    [InlineData("events", """{"attendees":[null]}""", "attendees")]
    [InlineData("messages", """{"to":[]}""", "to")]
    [InlineData("messages", """{"toRecipients":[{"address":"a@college.example.org"}]}""", "address")]
    [InlineData("messages", """{"importance":"urgent"}""", "urgent")]
    [InlineData("sendMail", """{"message":{"recipients":[]}}""", "recipients")]
    [InlineData("sendMail", """{"mail":{}}""", "mail")]
    [InlineData("calendars", """{"title":"x"}""", "title")]
    public async Task What_it_does_not_know_is_refused_by_name(string path, string body, string named)
    {
        var answer = await Post($"users/{Programme}/{path}", JsonNode.Parse(body));

        Assert.Equal((400, "RequestBodyRead"), (answer.Status, answer.ErrorCode));
        Assert.Contains($"'{named}'", answer.Json["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST", "events/{id}/cancel", """{"reason":"x"}""")]
    [InlineData("POST", "events/{id}/move", """{"folder":"calendar"}""")]
    [InlineData("PATCH", "events/{id}", """{"end":{"dateTime":"2026-12-01T12:00:00","timeZone":"UTC","offset":0}}""")]
    public async Task A_change_is_read_as_strictly(string method, string path, string body)
    {
        var created = await Created(Masterclass("a@college.example.org"));

        var answer = await Ask(
            new HttpMethod(method),
            $"users/{Programme}/{path.Replace("{id}", Id(created), StringComparison.Ordinal)}",
            JsonNode.Parse(body),
            Immutable);

        Assert.Equal((400, "RequestBodyRead"), (answer.Status, answer.ErrorCode));
        Assert.Single(Simulator.Mail);
    }

    [Theory]
    [InlineData("events?$selct=subject")]
    [InlineData("events?$select=title")]
    [InlineData("events?$select=parentFolderId")]
    [InlineData("events?$filter=title eq 'x'")]
    [InlineData("events?$filter=singleValueExtendedProperties/Any(ep: ep/id eq 'x') and Start/dateTime ge '2026'")]
    [InlineData("events?$orderby=title desc")]
    [InlineData("messages?$select=body,to")]
    [InlineData("mailFolders/inbox/messages?$filter=title eq 'x'")]
    public async Task A_query_for_what_does_not_exist_is_refused_even_where_nothing_is(string path)
    {
        Assert.Equal(400, (await Get($"users/{Programme}/{path}")).Status);
    }

    [Theory]
    [InlineData("events?$search=x", 501)]
    [InlineData("events?tracking=1", 200)]
    [InlineData("events?select=subject&top=1", 200)]
    [InlineData("messages?$select=subject,parentFolderId&$orderby=receivedDateTime desc", 200)]
    public async Task Other_options_are_not_modelled_ignored_or_taken_without_their_sign(string path, int status)
    {
        Assert.Equal(status, (await Get($"users/{Programme}/{path}")).Status);
    }
}
