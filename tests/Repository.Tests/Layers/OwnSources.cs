using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>The projects of src/ as compilations, exactly as the build compiles them: made from the compiler's own command line.</summary>
internal static class OwnSources
{
    private static readonly ConcurrentDictionary<string, Lazy<CSharpCompilation>> s_compilations = new();

    private static readonly string[] s_leftByGenerators = ["CS8795", "CS9248", "CS9276", "CS0534", "CS0117", "CS1061", "CS0103"];

    public static TheoryData<string> Projects => ["Catalog", "Analyzers", "CodeFixes", "Diagnostics"];

    public static CSharpCompilation Of(string project) =>
        s_compilations.GetOrAdd(project, name => new Lazy<CSharpCompilation>(() => Load(name))).Value;

    /// <summary>The path of a tree relative to the root, or null for what the build generated.</summary>
    public static string? RelativePath(SyntaxTree tree)
    {
        var path = Path.GetRelativePath(Repo.Root, tree.FilePath).Replace('\\', '/');
        return path.StartsWith("src/", StringComparison.Ordinal) ? path : null;
    }

    private static CSharpCompilation Load(string project)
    {
        var folder = Repo.FullPath($"src/{project}");
        var arguments = CSharpCommandLineParser.Default.Parse(CommandLine(folder, project), folder, sdkDirectory: null);
        Assert.Empty(arguments.Errors);
        var trees = arguments.SourceFiles.Select(file =>
            CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(file.Path)), arguments.ParseOptions, file.Path));
        var references = arguments.MetadataReferences.Select(reference => MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var compilation = CSharpCompilation.Create(arguments.CompilationName, trees, references, arguments.CompilationOptions);

        // Source generators are not run here: what only they complete is declared without a body.
        Assert.DoesNotContain(compilation.GetDiagnostics(), diagnostic =>
            diagnostic.DefaultSeverity == DiagnosticSeverity.Error && !s_leftByGenerators.Contains(diagnostic.Id));
        return compilation;
    }

    /// <summary>A design-time build: it resolves everything and says how the compiler would be called, without calling it.</summary>
    private static string[] CommandLine(string folder, string project)
    {
        string[] arguments =
        [
            "msbuild", $"{project}.csproj", "-target:Compile", "-getItem:CscCommandLineArgs", $"-property:Configuration={BuiltOutput.Configuration}",
            "-property:DesignTimeBuild=true", "-property:BuildProjectReferences=false", "-property:SkipCompilerExecution=true",
            "-property:ProvideCommandLineArgs=true", "-property:NonExistentFile=none",
        ];
        using var json = JsonDocument.Parse(Command.Run("dotnet", arguments, folder).Output);
        return [.. json.RootElement.GetProperty("Items").GetProperty("CscCommandLineArgs").EnumerateArray().Select(item => item.GetProperty("Identity").GetString()!)];
    }
}
