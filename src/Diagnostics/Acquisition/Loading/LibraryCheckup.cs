using Unravel.Diagnostics.Preconditions.Checkup;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Loading;

/// <summary>Whether the debugging library of a target is there and may be loaded, without loading it.</summary>
internal static class LibraryCheckup
{
    private const string Name = "debugging library";

    public static Check Run(int processId)
    {
        try
        {
            var runtime = TargetRuntime.Find(processId);
            if (runtime.IsSingleFile)
            {
                return Check.Mind(Name, $"'{runtime.Image.Path}' has its runtime inside: the library comes from an installation of the same build of .NET on this machine, or from its runtime pack in the NuGet cache.",
                    Remedies.Shell("install the same version of the .NET runtime"));
            }

            var library = Path.Combine(runtime.HostPath(runtime.Folder), RuntimeFacts.DebuggingFile);
            return !File.Exists(library) ? Check.Bad(Name, $"'{library}' is not there.", new Remedy("install the same version of the .NET runtime", "use an image with the whole runtime", "use an image with the whole runtime"))
                : FileTrust.RefusalOf(library) is { } refusal ? Check.Mind(Name, $"The one beside the runtime is not loaded: {refusal}.")
                : Check.Good(Name, $"'{library}'.");
        }
        catch (CannotLookException exception)
        {
            return Check.Bad(Name, exception.Message, null);
        }
    }
}
