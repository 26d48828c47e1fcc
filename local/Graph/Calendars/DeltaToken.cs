using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>
/// Where a caller stands in following a calendar view. <see cref="Since"/> is the last change of the round before,
/// <see cref="NoRound"/> in a first one; <see cref="Until"/> the last change when this round began, 0 before it did;
/// <see cref="After"/> and <see cref="AfterEvent"/> the place of the last entry given.
/// </summary>
internal sealed record DeltaToken(
    long Stamp, long StartTicks, long EndTicks, long Since, long Until, long After, long AfterEvent, DeltaStep Step)
{
    private const long NoRound = -1;

    [JsonIgnore]
    public bool IsFirstRound => Since == NoRound;

    [JsonIgnore]
    public CalendarWindow Window => new(Instant.FromUnixTimeTicks(StartTicks), Instant.FromUnixTimeTicks(EndTicks));

    public static DeltaToken First(CalendarWindow window, long stamp, long now) =>
        new(stamp, window.Start.ToUnixTimeTicks(), window.End.ToUnixTimeTicks(), NoRound, now, 0, 0, DeltaStep.Fresh);

    public string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    public static DeltaToken Decode(string text)
    {
        try
        {
            if (Base64Url.IsValid(text)
                && JsonSerializer.Deserialize<DeltaToken>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text))) is { } token)
                return token;
        }
        catch (JsonException)
        {
            // Not one of ours: answered as below.
        }

        throw GraphErrorException.BadRequest("Badly formed token.");
    }
}

/// <summary>What the page before this token was, for the modes that add pages.</summary>
internal enum DeltaStep
{
    Fresh,
    EmptyPageGiven,
    PageGivenOnce,
}
