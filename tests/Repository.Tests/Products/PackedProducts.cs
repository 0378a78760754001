using System.Globalization;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Products;

/// <summary>
/// Both packages, packed once a run into a folder of their own, with a version that no cache has seen. Projects that
/// use them get an own package cache, and the package sources of the machine besides ours.
/// </summary>
public sealed class PackedProducts : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("unravel-products-");

    public PackedProducts()
    {
        // Artifacts of their own: the build that these tests came from stays untouched.
        string[] arguments =
        [
            "pack", "Toolkit.sln", "-c", "Release", "-m:1", "-v", "quiet", "-o", Feed, $"-p:Version={Version}",
            $"-p:ArtifactsPath={Path.Combine(_folder.FullName, "artifacts")}",
        ];
        Command.Run("dotnet", arguments, Repo.Root);
    }

    public string Version { get; } = "0.1.0-test." + DateTime.UtcNow.ToString("yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);

    public string Feed => Path.Combine(_folder.FullName, "feed");

    internal string Package(string id) => Path.Combine(Feed, $"{id}.{Version}.nupkg");

    /// <summary>An empty folder whose restores see our packages.</summary>
    internal string NewFolder(string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <packageSources>
                <add key="unravel-of-this-run" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        return folder;
    }

    internal Command Dotnet(string folder, params string[] arguments)
    {
        var command = TryDotnet(folder, arguments);
        Assert.True(command.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {command.ExitCode}:\n{command.Output}\n{command.Errors}");
        return command;
    }

    internal Command TryDotnet(string folder, params string[] arguments) =>
        Command.Try("dotnet", arguments, folder, new Dictionary<string, string?>
        {
            ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "packages"),
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
        });

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A compiler server may still hold a file; the temporary folder is not ours to fight for.
        }
    }
}

/// <summary>Tests that need the packages; packing them takes long, so they share one run.</summary>
[CollectionDefinition(nameof(ProductsGroup))]
public sealed class ProductsGroup : ICollectionFixture<PackedProducts>;
