using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Repository.Tests.Tree;

namespace Unravel.Repository.Tests.Layers;

/// <summary>Which room of the tool may use which: every name in its sources is bound and looked at.</summary>
public sealed class RoomTests
{
    private const string Root = "Unravel.Diagnostics.";

    /// <summary>What a room may use besides itself, the catalogue and the types at the root. Program and Commands may use all.</summary>
    private static readonly Dictionary<string, string[]> s_mayUse = new()
    {
        ["Model"] = [],
        ["Graph"] = ["Model"],
        ["Rules"] = ["Graph", "Model"],
        ["Diff"] = ["Model"],
        ["Rendering"] = ["Model"],
        ["Symbols"] = ["Model"],
        ["Runtimes"] = ["Model"],
        ["Preconditions"] = ["Model"],
        ["Launching"] = ["Acquisition", "Model", "Preconditions"],
        ["Acquisition"] = ["Runtimes", "Symbols", "Model", "Preconditions"],
        ["Recording"] = ["Runtimes", "Symbols", "Model", "Preconditions"],
        ["Commands"] = ["Model", "Graph", "Rules", "Diff", "Rendering", "Symbols", "Runtimes", "Preconditions", "Launching", "Acquisition", "Recording"],
    };

    private static readonly string[] s_plainRooms = ["Model", "Graph", "Rules", "Diff", "Rendering"];

    private static readonly Lazy<List<Use>> s_uses = new(() => [.. FindUses()]);

    [Fact]
    public void Rooms_AreKnown() =>
        Offences.None(s_uses.Value.Where(use => use.Room is not "" && !s_mayUse.ContainsKey(use.Room)).Select(use => use.Room).Distinct());

    [Fact]
    public void Rooms_UseWhatTheyMay() =>
        Offences.None(Wrong(use =>
            use.Namespace.StartsWith(Root, StringComparison.Ordinal)
            && use.Namespace[Root.Length..].Split('.')[0] is var other
            && use.Room is not ""
            && other != use.Room
            && s_mayUse.TryGetValue(use.Room, out var allowed)
            && !allowed.Contains(other)));

    [Fact]
    public void PlainRooms_DoNotUseTheDebuggingLibraries() =>
        Offences.None(Wrong(use => s_plainRooms.Contains(use.Room) && use.Namespace.StartsWith("Microsoft.Diagnostics", StringComparison.Ordinal)));

    [Fact]
    public void OnlyCommands_NameTheConsole() =>
        Offences.None(Wrong(use => use.Room is not ("" or "Commands") && use.Type is "System.Console" or "Spectre.Console.AnsiConsole"));

    [Fact]
    public void OnlyAcquisitionAndRuntimes_NamePrivateFieldsOfTheRuntime() =>
        Offences.None(OwnSources.Of("Diagnostics").SyntaxTrees
            .Where(tree => RoomOf(tree) is { } room && room is not ("Acquisition" or "Runtimes"))
            .SelectMany(tree => tree.GetRoot().DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && LooksLikePrivateField(token.ValueText))
            .Select(token => $"{At(token)}: \"{token.ValueText}\""));

    private static bool LooksLikePrivateField(string text) =>
        (text is ['_', >= 'a' and <= 'z', ..] or ['m', '_', ..] or ['s', '_', ..]) && text.All(letter => char.IsLetterOrDigit(letter) || letter == '_');

    private static IEnumerable<string> Wrong(Func<Use, bool> isWrong) =>
        s_uses.Value.Where(isWrong).Select(use => $"{use.At}: {use.Room} uses {use.Type}").Distinct();

    private static IEnumerable<Use> FindUses()
    {
        var compilation = OwnSources.Of("Diagnostics");
        foreach (var tree in compilation.SyntaxTrees.Where(tree => RoomOf(tree) is not null))
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                var symbol = model.GetSymbolInfo(name).Symbol;
                var type = symbol as ITypeSymbol ?? symbol?.ContainingType;
                if (type is INamedTypeSymbol { ContainingNamespace: { } space })
                {
                    yield return new Use(RoomOf(tree)!, space.ToDisplayString(), type.ToDisplayString(), At(name.Identifier));
                }
            }
        }
    }

    /// <summary>The folder below src/Diagnostics, empty for files at the root, null for generated files.</summary>
    private static string? RoomOf(SyntaxTree tree) =>
        OwnSources.RelativePath(tree)?.Split('/') is ["src", "Diagnostics", .. var rest] ? rest.Length > 1 ? rest[0] : "" : null;

    private static string At(SyntaxToken token) =>
        $"{OwnSources.RelativePath(token.SyntaxTree!)}:{token.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private sealed record Use(string Room, string Namespace, string Type, string At);
}
