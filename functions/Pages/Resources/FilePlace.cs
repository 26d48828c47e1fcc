using Pathway.Functions.Programme;
using Pathway.Functions.Programme.Rules;
using Pathway.Functions.Resources.Uploads;

namespace Pathway.Functions.Pages.Resources;

/// <summary>Where a version's file goes.</summary>
public sealed record FilePlace(ResourceId Resource, int Version, Uri Address, VersionRequest File)
{
    public string Page => PageAddress.To(Resource);

    /// <summary>What a script needs that sends the file straight to storage.</summary>
    public object ForScript()
    {
        var upload = new UploadView(Resource.ToString(), Version, Address, File);
        return new
        {
            uploadUrl = upload.UploadUrl,
            uploadHeaders = upload.UploadHeaders,
            complete = $"/resources/{Resource}/versions/{Version}/complete",
            page = $"{Page}?done=uploaded",
            again = $"/resources/{Resource}/versions",
        };
    }
}
