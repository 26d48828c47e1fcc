using System.Text.Json;
using Pathway.Functions.Programme;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// Reads who an agent is by its inverse functional identifier, and turns it into a reference at once: <c>mbox</c>,
/// <c>mbox_sha1sum</c>, <c>openid</c>, or <c>account</c> as <c>homePage|name</c>. A group without an identifier is its members.
/// </summary>
internal static class AgentReader
{
    /// <summary>People in one statement, in whichever groups; more are a fault.</summary>
    public const int MaxLearners = 200;

    private const int MaxNameBytes = 200;

    /// <summary>False when what the reader is at identifies nobody.</summary>
    public static bool Read(ref Utf8JsonReader reader, List<LearnerRef> learners, FactBatch batch)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var (identifier, hasMembers, isGroup) = ((string?)null, false, false);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.Is("member"u8))
            {
                reader.Read();
                hasMembers = ReadMembers(ref reader, learners, batch);
                continue;
            }

            var (isAccount, isType) = (reader.Is("account"u8), reader.Is("objectType"u8));
            var isIdentifier = reader.Is("mbox"u8) || reader.Is("openid"u8) || reader.Is("mbox_sha1sum"u8);
            if (!isAccount && !isType && !isIdentifier)
                batch.Dropped.Count(reader.ValueSpan);
            reader.Read();
            if (isAccount)
                identifier = ReadAccount(ref reader) ?? identifier;
            else if (isIdentifier)
                identifier = JsonText.Read(ref reader, LearnerRef.MaxIdentifierLength) ?? identifier;
            else if (isType)
                isGroup = reader.TokenType == JsonTokenType.String && reader.Is("Group"u8);
            reader.Skip();
        }

        if (hasMembers)
            return true;
        if (identifier is null || LearnerRef.IsEmpty(identifier))
            return false;

        // An identified group is no learner; who is in it is not said.
        if (!isGroup)
            learners.Add(batch.College.Reference(identifier));
        return true;
    }

    private static bool ReadMembers(ref Utf8JsonReader reader, List<LearnerRef> learners, FactBatch batch)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return false;
        }

        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // One more than may be: that is how the statement knows.
            count++;
            if (reader.TokenType == JsonTokenType.StartObject && learners.Count <= MaxLearners)
                Read(ref reader, learners, batch);
            else
                reader.Skip();
        }

        return count > 0;
    }

    private static string? ReadAccount(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return null;
        var (homePage, name) = ((string?)null, (string?)null);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isPage, isName) = (reader.Is("homePage"u8), reader.Is("name"u8));
            reader.Read();
            if (isPage)
                homePage = JsonText.Read(ref reader, 300);
            else if (isName)
                name = reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= MaxNameBytes
                    ? System.Text.Encoding.ASCII.GetString(reader.ValueSpan)
                    : JsonText.Read(ref reader, MaxNameBytes);
            reader.Skip();
        }

        return string.IsNullOrWhiteSpace(homePage) || string.IsNullOrWhiteSpace(name)
            ? null
            : $"{homePage.Trim()}|{name.Trim()}";
    }
}
