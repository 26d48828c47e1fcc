using System.Text.Json;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Webhooks.Intake;

namespace Pathway.Functions.Webhooks.Xapi;

/// <summary>Reads of a result how long it took and, for a rating, the score; grades and answers are dropped.</summary>
internal static class ResultReader
{
    public static void Read(ref Utf8JsonReader reader, StatementDraft statement, FactBatch batch)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (reader.Is("duration"u8))
            {
                reader.Read();
                statement.Minutes = JsonText.Read(ref reader, 64) is { } text ? IsoDuration.Minutes(text) : null;
                if (statement.Minutes is null)
                    batch.Dropped.Count("duration");
                reader.Skip();
            }
            else if (reader.Is("score"u8))
            {
                batch.Dropped.Count("score");
                reader.Read();
                statement.Rating = ReadRaw(ref reader);
            }
            else
            {
                batch.Dropped.Count(reader.ValueSpan);
                reader.Read();
                reader.Skip();
            }
        }
    }

    // Kept only if the verb turns out to be a rating.
    private static int? ReadRaw(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        int? rating = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var isRaw = reader.Is("raw"u8);
            reader.Read();
            if (isRaw && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var raw)
                && raw is 1 or 2 or 3 or 4 or 5)
                rating = (int)raw;
            reader.Skip();
        }

        return rating;
    }
}
