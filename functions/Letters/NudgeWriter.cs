using Microsoft.Extensions.Options;
using Pathway.Functions.Activities;
using Pathway.Functions.Colleges;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Letters;

/// <summary>Asks a college of which nobody has answered for its answer.</summary>
public sealed class NudgeWriter(
    UnansweredColleges unanswered, CollegeTable register, IOptions<ProgrammeOptions> programme, LondonClock clock)
{
    /// <summary>Null where the college has answered meanwhile, or it is too late.</summary>
    public async Task<Letter?> WriteAsync(Activity activity, string college, CancellationToken cancellationToken)
    {
        if (activity.Definition.StartsAt <= clock.Now
            || !CollegeId.TryParse(college, out var id)
            || !(await unanswered.ReadAsync(activity, cancellationToken)).Contains(id)
            || await register.FindAsync(id, cancellationToken) is not { LeftAt: null } known)
            return null;
        var (definition, london) = (activity.Definition, LondonClock.London);
        var when = new BritishDates(clock.Today).Span(
            definition.StartsAt.InZone(london).LocalDateTime, (definition.StartsAt + definition.Length).InZone(london).LocalDateTime);
        var text = new LetterText(
            programme.Value.Name,
            $"Will you come? {definition.Title}, {when}",
            definition.Title,
            $"{when}, UK time",
            $"Dear {known.Definition.Name},",
            [
                "nobody of your college has answered the invitation yet. Please open it in your calendar and accept or decline, "
                    + "so that we know for how many to plan.",
                "Not interested? A decline helps as much.",
            ]);
        return await LetterRendering.RenderAsync(
            text, known.Definition.Contacts.Count > 0 ? known.Definition.Contacts : known.Definition.Audience);
    }
}
