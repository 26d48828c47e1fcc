using Microsoft.Extensions.Options;

namespace Pathway.Functions.Programme;

[OptionsValidator]
public sealed partial class ProgrammeOptionsValidator : IValidateOptions<ProgrammeOptions>;
