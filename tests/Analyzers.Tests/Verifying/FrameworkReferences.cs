using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace Unravel.Analyzers.Tests.Verifying;

/// <summary>
/// The reference assemblies of the SDK that runs the tests. The stock ones of the testing library pin package
/// versions that a package mirror may lack.
/// </summary>
internal static class FrameworkReferences
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_net = new(() => Load("Microsoft.NETCore.App.Ref"));

    /// <summary>The base class library, as a compilation of an application sees it.</summary>
    public static ImmutableArray<MetadataReference> Net => s_net.Value;

    /// <summary>No packages to restore: <see cref="Net"/> is added to each test project instead.</summary>
    public static ReferenceAssemblies None { get; } = new("net10.0");

    private static ImmutableArray<MetadataReference> Load(string pack)
    {
        // <dotnet>/shared/Microsoft.NETCore.App/<version>/ is where this test runs; the packs are beside shared/.
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var packs = Path.Combine(root, "packs", pack);
        if (!Directory.Exists(packs))
        {
            throw new DirectoryNotFoundException($"No reference assemblies at '{packs}': these tests run with the .NET SDK, not with a bare runtime.");
        }

        var newest = Directory.GetDirectories(packs)
            .OrderByDescending(path => Version.Parse(Path.GetFileName(path).Split('-')[0]))
            .First();
        var reference = Directory.GetDirectories(Path.Combine(newest, "ref")).Single();
        return [.. Directory.GetFiles(reference, "*.dll").Select(path => MetadataReference.CreateFromFile(path))];
    }
}
