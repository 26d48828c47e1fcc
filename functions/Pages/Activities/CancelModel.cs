using Pathway.Functions.Activities;
using Pathway.Functions.Calendars.Preview;
using Pathway.Functions.Pages.House;

namespace Pathway.Functions.Pages.Activities;

/// <summary>The question before an activity is cancelled.</summary>
/// <param name="Form">With the reason for it.</param>
public sealed record CancelModel(Activity Activity, FormState Form, PreviewView Preview)
{
    public string Button => Preview.Mails.Total == 0
        ? "Cancel it"
        : $"Cancel it and send {CheckModel.Mails(Preview.Mails.Total)}";
}
