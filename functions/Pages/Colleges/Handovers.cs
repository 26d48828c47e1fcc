using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Pathway.Functions.Colleges;
using Pathway.Functions.Pages.House;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Pages.Colleges;

/// <summary>Shows a college's secrets the one time they are shown.</summary>
public sealed class Handovers(Keyring keyring, IOptions<ProgrammeOptions> programme)
{
    /// <param name="previousUntil">Until when the secret before goes on working; null when there was none.</param>
    public IResult Show(Visit visit, College college, DateTimeOffset? previousUntil) =>
        new PageAnswer<HandoverPage, Handover>(
            visit,
            new Handover(
                college,
                CollegeView.WithSecrets(college, keyring, programme.Value),
                programme.Value.BaseUrl.TrimEnd('/'),
                previousUntil));
}
