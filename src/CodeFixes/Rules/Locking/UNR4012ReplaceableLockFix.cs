using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Makes a private lock field readonly when nothing outside of constructors assigns it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4012ReplaceableLockFix))]
public sealed class UNR4012ReplaceableLockFix : RuleFix
{
    private const string Title = "Make the lock readonly";

    public UNR4012ReplaceableLockFix()
        : base(RuleIds.ReplaceableLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        // An assignment is an additional location of the report.
        var expression = target.Reported is ArgumentSyntax argument ? argument.Expression : target.Reported;
        if (target.Diagnostic.AdditionalLocations.Count > 0
            || target.Model.GetSymbolInfo(expression, target.Cancellation).Symbol is not IFieldSymbol { IsVolatile: false } field
            || FieldModifiers.PrivateDeclaration(field, target.Root, target.Cancellation) is not { } declaration
            || declaration.Modifiers.Any(SyntaxKind.ReadOnlyKeyword)
            || declaration.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() is not { } scope)
        {
            return null;
        }

        return new Proposal(Title, Title, target.Root.ReplaceNode(declaration, FieldModifiers.AddReadonly(declaration)), scope);
    }
}
