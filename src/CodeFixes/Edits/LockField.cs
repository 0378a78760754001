using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Unravel.CodeFixes.Edits;

/// <summary>The field of a private lock: a <c>Lock</c> where the language and the framework have it, or an object.</summary>
internal static class LockField
{
    private const int FirstVersionWithLock = 1300; // C# 13; the oldest Roslyn has no name for it

    /// <param name="byStatement">Only lock statements take it: Monitor does not look at a <c>Lock</c>.</param>
    public static MemberDeclarationSyntax Declare(TypeDeclarationSyntax type, string name, bool isStatic, bool byStatement, SemanticModel model)
    {
        var modifiers = isStatic ? "private static readonly" : "private readonly";
        var fieldType = byStatement && HasLock(model) ? "System.Threading.Lock" : "object";
        var endOfLine = LineEnds.TriviaOf(type);
        return SyntaxFactory.ParseMemberDeclaration($"{modifiers} {fieldType} {name} = new {fieldType}();")!
            .WithTrailingTrivia(endOfLine, endOfLine)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
    }

    public static string FreeName(INamedTypeSymbol type, string wanted, IReadOnlyCollection<string> taken)
    {
        var name = wanted;
        for (var number = 2; taken.Contains(name) || type.GetMembers(name).Length > 0; number++)
        {
            name = wanted + number;
        }

        return name;
    }

    /// <summary>The framework has a Lock, and a lock statement on it takes that and no monitor.</summary>
    public static bool HasLock(SemanticModel model) =>
        model.Compilation.GetTypeByMetadataName("System.Threading.Lock") is { DeclaredAccessibility: Accessibility.Public }
        && model.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: var version } && (int)version >= FirstVersionWithLock;
}
