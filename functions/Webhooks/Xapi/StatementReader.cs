using System.Text.Json;
using Pathway.Functions.Http;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>
/// Reads xAPI statements (1.0.3 and 2.0) in one pass: who, did, what, when, for how long. Names, grades, answers, contexts and
/// the rest are dropped and counted.
/// </summary>
internal static class StatementReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64 };

    /// <summary>Reads one statement or a list of them; the ids in their order, given or derived.</summary>
    public static IReadOnlyList<Guid> Read(ReadOnlySpan<byte> body, FactBatch batch, Guid? id = null)
    {
        var ids = new List<Guid>();
        if (!JsonBody.TryOpen(ref body, batch))
            return ids;
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartArray && id is null)
                ReadMany(ref reader, body, batch, ids);
            else
                ids.Add(ReadOne(ref reader, body, batch, "", id));
            if (!batch.IsTooLong)
                reader.Read();
        }
        catch (JsonException fault)
        {
            batch.AddFault(batch.Events, "", JsonFault.From(fault).Reason);
        }

        return ids;
    }

    private static void ReadMany(ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FactBatch batch, List<Guid> ids)
    {
        var given = new HashSet<Guid>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (batch.Events == FactBatch.MaxEvents)
            {
                batch.IsTooLong = true;
                return;
            }

            var path = $"/{batch.Events}";
            var statement = new StatementDraft();
            ids.Add(ReadOne(ref reader, body, batch, path, id: null, statement));
            if (statement.Id is { } own && !given.Add(own))
                batch.AddFault(batch.Events - 1, path + "/id", "is there twice in this batch.");
        }
    }

    private static Guid ReadOne(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> body, FactBatch batch, string path, Guid? id, StatementDraft? draft = null)
    {
        var (index, statement, start) = (batch.Events, draft ?? new StatementDraft(), (int)reader.TokenStartIndex);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            batch.AddFault(index, path, "must be a statement, an object.");
            reader.Skip();
            batch.Events++;
            return default;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            ReadMember(ref reader, statement, batch, index, path);
        batch.Events++;
        if (id is not null && statement.Id is not null && statement.Id != id)
            batch.AddFault(index, path + "/id", "is not the statementId of the address.");
        statement.Id ??= id;
        return statement.Finish(batch, index, path, body[start..(int)reader.BytesConsumed]);
    }

    private static void ReadMember(
        ref Utf8JsonReader reader, StatementDraft statement, FactBatch batch, int index, string path)
    {
        var member = MemberAt(ref reader);
        if (member == StatementMember.None)
            batch.Dropped.Count(reader.ValueSpan);
        reader.Read();
        if (member != StatementMember.None && (statement.Seen & member) != StatementMember.None)
            batch.AddFault(index, $"{path}/{member.ToString().ToLowerInvariant()}", "is there twice.");
        else if (member != StatementMember.None)
            ReadValue(ref reader, member, statement, batch, index, path);
        statement.Seen |= member;
        reader.Skip();
    }

    private static StatementMember MemberAt(ref Utf8JsonReader reader) =>
        reader.Is("actor"u8) ? StatementMember.Actor
        : reader.Is("verb"u8) ? StatementMember.Verb
        : reader.Is("object"u8) ? StatementMember.Object
        : reader.Is("result"u8) ? StatementMember.Result
        : reader.Is("id"u8) ? StatementMember.Id
        : reader.Is("timestamp"u8) ? StatementMember.Timestamp
        : StatementMember.None;

    private static void ReadValue(
        ref Utf8JsonReader reader, StatementMember member, StatementDraft statement, FactBatch batch, int index, string path)
    {
        switch (member)
        {
            case StatementMember.Actor:
                statement.HasActor = AgentReader.Read(ref reader, statement.Learners, batch);
                break;
            case StatementMember.Verb:
                statement.Verb = ReadId(ref reader, batch, out _);
                break;
            case StatementMember.Object:
                statement.HasObject = reader.TokenType == JsonTokenType.StartObject;
                statement.Object = ReadId(ref reader, batch, out var type);
                statement.ObjectType = type;
                break;
            case StatementMember.Result:
                ResultReader.Read(ref reader, statement, batch);
                break;
            case StatementMember.Id when JsonText.Read(ref reader, 64) is { } text
                && Guid.TryParseExact(text, "D", out var own):
                statement.Id = own;
                break;
            case StatementMember.Id:
                batch.AddFault(index, path + "/id", "must be a UUID.");
                break;
            default:
                ReadTimestamp(ref reader, statement, batch, index, path);
                break;
        }
    }

    private static void ReadTimestamp(
        ref Utf8JsonReader reader, StatementDraft statement, FactBatch batch, int index, string path)
    {
        Span<byte> text = stackalloc byte[64];
        if (JsonText.TryCopy(ref reader, text, out var length)
            && WallTime.ParsePlausible(text[..length], batch.College.College.Definition.TimeZone, batch.Arrival) is { } time)
            statement.Time = time;
        else
            batch.AddFault(
                index,
                path + "/timestamp",
                "must be a time of ISO 8601, since 2000 and not after tomorrow; "
                    + "without an offset it is one of the college's time zone.");
    }

    /// <summary>The <c>id</c> of an object, and its <c>objectType</c>; what else it has is dropped.</summary>
    private static string? ReadId(ref Utf8JsonReader reader, FactBatch batch, out string? type)
    {
        var id = type = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var (isId, isType) = (reader.Is("id"u8), reader.Is("objectType"u8));
            if (!isId && !isType)
                batch.Dropped.Count(reader.ValueSpan);
            reader.Read();
            if (isId)
                id = JsonText.Read(ref reader, ObjectAddress.MaxLength);
            else if (isType)
                type = JsonText.Read(ref reader, 64);
            reader.Skip();
        }

        return id;
    }
}
