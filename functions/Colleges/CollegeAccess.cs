using Microsoft.AspNetCore.Http;
using Pathway.Functions.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Colleges;

/// <summary>Who may read a college's part: the manager every one's, a coordinator their own.</summary>
public sealed class CollegeAccess(CallerReader callers, CollegeTable register)
{
    public Task<IResult> AsReaderOf(
        HttpRequest request, string id, Func<College, Task<IResult>> then, CancellationToken cancellationToken) =>
        callers.AsReader(request, async caller =>
        {
            var college = CollegeId.TryParse(id, out var key) ? await register.FindAsync(key, cancellationToken) : null;
            if (!caller.IsManager && college?.Definition.IsReadBy(caller.Mail) is not true)
                return Problem.Forbidden("A coordinator reads their own college.");
            return college is { LeftAt: null }
                ? await then(college)
                : Problem.NotFound("There is no such college in the programme.");
        });
}
