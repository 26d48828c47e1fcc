using Microsoft.Extensions.Options;

namespace Pathway.Functions.Webhooks.Intake;

[OptionsValidator]
public sealed partial class WebhookOptionsValidator : IValidateOptions<WebhookOptions>;
