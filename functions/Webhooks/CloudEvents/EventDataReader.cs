using System.Text.Json;
using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// Reads the <c>data</c> of an event in one pass, before its type need be known: a learner becomes a reference as soon as it is
/// read, and whether a member belongs to the event is settled at the end.
/// </summary>
internal static class EventDataReader
{
    public const int MaxLearners = 200;
    public const int MaxMinutes = 24 * 60;

    private const string LearnerRule = "must be a text of 1 to 512 bytes.";

    /// <summary>Reads the object the reader is at the start of; leaves it at its end.</summary>
    public static void Read(ref Utf8JsonReader reader, EventDraft draft, FactBatch batch)
    {
        draft.HasData = true;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            draft.Doubts.Add((DataFields.None, draft.DataPath, "must be an object."));
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = FieldAt(ref reader);
            if (field == DataFields.None)
                batch.Dropped.Count(reader.ValueSpan);
            else if ((draft.Present & field) != DataFields.None)
                draft.Doubts.Add((field, Path(draft.DataPath, field), "is there twice."));
            reader.Read();
            if (field == DataFields.None || (draft.Present & field) != DataFields.None)
            {
                reader.Skip();
                continue;
            }

            draft.Present |= field;
            if (ReadField(ref reader, draft, batch, field) is { } reason)
                draft.Doubts.Add((field, Path(draft.DataPath, field), reason));
        }
    }

    public static string Path(string path, DataFields field) => $"{path}/{Name(field)}";

    public static string Name(DataFields field) => field switch
    {
        DataFields.YearGroup => "yearGroup",
        _ => field.ToString().ToLowerInvariant(),
    };

    private static DataFields FieldAt(ref Utf8JsonReader reader) =>
        reader.Is("learner"u8) ? DataFields.Learner
        : reader.Is("resource"u8) ? DataFields.Resource
        : reader.Is("activity"u8) ? DataFields.Activity
        : reader.Is("minutes"u8) ? DataFields.Minutes
        : reader.Is("rating"u8) ? DataFields.Rating
        : reader.Is("learners"u8) ? DataFields.Learners
        : reader.Is("aliases"u8) ? DataFields.Aliases
        : reader.Is("yearGroup"u8) ? DataFields.YearGroup
        : DataFields.None;

    /// <summary>Takes the value; answers with what is wrong with it.</summary>
    private static string? ReadField(ref Utf8JsonReader reader, EventDraft draft, FactBatch batch, DataFields field)
    {
        switch (field)
        {
            case DataFields.Learner:
                return (draft.Learner = ReadLearner(ref reader, batch)) is null ? LearnerRule : null;
            case DataFields.Learners:
                return ReadList(ref reader, draft.Learners, batch, isRequired: true);
            case DataFields.Aliases:
                return ReadList(ref reader, draft.Aliases, batch, isRequired: false);
            case DataFields.Activity:
                return (draft.Activity = ReadObject(ref reader, batch)) is null ? "must be an id or an address." : null;
            case DataFields.Resource:
                return (draft.Resource = ReadObject(ref reader, batch)) is null ? "must be an id or an address." : null;
            case DataFields.Minutes:
                return (draft.Minutes = ReadMinutes(ref reader)) is null
                    ? $"must be a number from 0 to {MaxMinutes}."
                    : null;
            case DataFields.Rating:
                return (draft.Rating = ReadNumber(ref reader, 1, 5)) is null
                    ? "must be a whole number from 1 to 5."
                    : null;
            default:
                return (draft.YearGroup = ReadYearGroup(ref reader)) is null ? YearGroup.Rule : null;
        }
    }

    private static LearnerRef? ReadLearner(ref Utf8JsonReader reader, FactBatch batch)
    {
        // An MIS number is often written as one.
        if (reader.TokenType == JsonTokenType.Number && reader.ValueSpan.Length <= 20
            && !reader.ValueSpan.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return batch.Reference(reader.ValueSpan);

        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        // Nearly every one: plain ASCII, with something behind where a mailto: would end.
        if (!reader.ValueIsEscaped && reader.ValueSpan.Length is > 7 and <= LearnerRef.MaxIdentifierLength
            && System.Text.Ascii.IsValid(reader.ValueSpan) && reader.ValueSpan[7] > ' ')
            return batch.Reference(reader.ValueSpan);

        // An escape takes up to six bytes for what is one character.
        Span<byte> text = stackalloc byte[LearnerRef.MaxIdentifierLength * 6];
        return JsonText.TryCopy(ref reader, text, out var length) && length <= LearnerRef.MaxIdentifierLength
            && !LearnerRef.IsEmpty(System.Text.Encoding.UTF8.GetString(text[..length]))
            ? batch.Reference(text[..length])
            : null;
    }

    private static string? ReadList(
        ref Utf8JsonReader reader, List<LearnerRef> learners, FactBatch batch, bool isRequired)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return "must be a list.";
        }

        var (reason, count) = ((string?)null, 0);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (++count <= MaxLearners)
                Add(ReadLearner(ref reader, batch), learners, ref reason);
            else
                reader.Skip();
        }

        return count > MaxLearners
            ? $"has more than {MaxLearners} entries."
            : isRequired && count == 0
            ? "must not be empty."
            : reason;
    }

    private static void Add(LearnerRef? learner, List<LearnerRef> learners, ref string? reason)
    {
        if (learner is { } known)
            learners.Add(known);
        else
            reason ??= $"has an entry that {LearnerRule}";
    }

    private static ObjectName? ReadObject(ref Utf8JsonReader reader, FactBatch batch)
    {
        if (reader.TokenType == JsonTokenType.String)
            return batch.ObjectNames.Read(ref reader);
        reader.Skip();
        return null;
    }

    private static int? ReadNumber(ref Utf8JsonReader reader, int least, int most)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var number)
                && number >= least
                && number <= most
                && number == Math.Truncate(number)
                ? (int)number
                : null;
        reader.Skip();
        return null;
    }

    private static int? ReadMinutes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var minutes) && minutes is >= 0 and <= MaxMinutes
                ? (int)Math.Round(minutes, MidpointRounding.AwayFromZero)
                : null;
        reader.Skip();
        return null;
    }

    private static int? ReadYearGroup(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return reader.TryGetDouble(out var number) ? YearGroup.FromNumber(number) : null;
        Span<byte> text = stackalloc byte[16];
        if (reader.TokenType == JsonTokenType.String)
            return JsonText.TryCopy(ref reader, text, out var length) ? YearGroup.Parse(text[..length]) : null;
        reader.Skip();
        return null;
    }
}
