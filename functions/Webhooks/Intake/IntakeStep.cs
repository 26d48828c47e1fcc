using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;

namespace Pathway.Functions.Webhooks.Intake;

/// <summary>One step of taking a call in, and what came of it.</summary>
/// <param name="Name">As the go/no-go check calls it.</param>
/// <param name="Detail">In words, for the people of the programme.</param>
/// <param name="Refusal">Null when it was passed.</param>
/// <param name="Answer">What the caller is told when it was not; null where that is the dialect's one 401.</param>
public readonly record struct IntakeStep(string Name, string Detail, Refusal? Refusal = null, IResult? Answer = null)
{
    public bool IsPassed => Refusal is null;

    /// <summary>The first step that was not passed; the steps behind it are not taken.</summary>
    public static IntakeStep? FirstRefused(IEnumerable<IntakeStep> steps)
    {
        foreach (var step in steps)
        {
            if (!step.IsPassed)
                return step;
        }

        return null;
    }

    /// <summary>Whether the body could be read: asked of every call first.</summary>
    public static IntakeStep Body(RawBody body) => body.Outcome switch
    {
        BodyOutcome.Read => new("body", $"{body.Content.Length} of {body.Limit} bytes."),
        BodyOutcome.TooLarge => Refused(
            "body", Intake.Refusal.TooLarge, $"A body may have at most {body.Limit} bytes, also once it is unpacked.", Problem.TooLarge),
        BodyOutcome.UnknownEncoding => Refused(
            "body", Intake.Refusal.MediaType, "Send the body as it is, or with Content-Encoding: gzip.", Problem.UnsupportedMediaType),
        BodyOutcome.Broken =>
            Refused("body", Intake.Refusal.Malformed, "The body is not the gzip it says it is.", Invalid),
        _ =>
            Refused(
                "body",
                Intake.Refusal.Malformed,
                "The body stopped on its way, or is not what its headers say.",
                Invalid),
    };

    /// <summary>What reading came to: asked of every batch last.</summary>
    public static IntakeStep Events(FactBatch batch)
    {
        if (batch.IsTooLong)
        {
            return Refused(
                "events",
                Intake.Refusal.TooLarge,
                $"A delivery may have at most {FactBatch.MaxEvents} events: send the rest in another.",
                Problem.TooLarge);
        }

        return batch.Faults.Count == 0
            ? new IntakeStep("events", $"{batch.Events} events, {batch.Accepted} of them facts.")
            : Refused(
                "events",
                Intake.Refusal.Malformed,
                string.Join(" ", batch.Faults.Select(fault => $"{fault.Path} {fault.Reason}")),
                _ => Problem.Invalid(batch.Faults, batch.FaultyIndex));
    }

    /// <summary>A refusal whose caller is told what the people are told, as the given kind of problem.</summary>
    public static IntakeStep Refused(string name, Refusal refusal, string detail, Func<string, IResult> problem) =>
        new(name, detail, refusal, problem(detail));

    private static IResult Invalid(string detail) => Problem.Invalid("", detail);
}
