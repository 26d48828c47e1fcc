using Microsoft.Extensions.Options;

namespace Pathway.Functions.Privacy;

[OptionsValidator]
public sealed partial class PrivacyOptionsAnnotations : IValidateOptions<PrivacyOptions>;
