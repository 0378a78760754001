using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Unravel.Analyzers.Rules.SharedState;
using Unravel.Catalog;
using Unravel.CodeFixes.Edits;

namespace Unravel.CodeFixes.Rules.Locking;

/// <summary>Makes a private lock field static, so that all instances share it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UNR4019StaticUnderInstanceLockFix))]
public sealed class UNR4019StaticUnderInstanceLockFix : RuleFix
{
    private const string Title = "Make the lock static";

    public UNR4019StaticUnderInstanceLockFix()
        : base(RuleIds.StaticUnderInstanceLock)
    {
    }

    private protected override Proposal? Propose(FixTarget target)
    {
        if (!target.Diagnostic.Properties.TryGetValue(GuardProperties.Lock, out var name) || name is null
            || target.Reported.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() is not { } outermost
            || target.Reported.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type
            || target.Model.GetDeclaredSymbol(type, target.Cancellation) is not { } symbol
            || symbol.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault() is not { } field
            || FieldModifiers.PrivateDeclaration(field, target.Root, target.Cancellation) is not { Declaration.Variables.Count: 1 } declaration
            || !IsMadeInPlace(declaration))
        {
            return null;
        }

        // `this._gate` does not bind to a static field; the proof then drops the fix.
        return new Proposal(Title, Title, target.Root.ReplaceNode(declaration, MakeStatic(declaration)), outermost);
    }

    // Each constructor would else replace the lock of all instances.
    private static bool IsMadeInPlace(FieldDeclarationSyntax field) => field.Declaration.Variables[0].Initializer is { Value: BaseObjectCreationExpressionSyntax };

    private static FieldDeclarationSyntax MakeStatic(FieldDeclarationSyntax field)
    {
        var modifier = SyntaxFactory.Token(SyntaxKind.StaticKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (field.Modifiers.FirstOrDefault(static token => token.IsKind(SyntaxKind.ReadOnlyKeyword)) is { RawKind: not 0 } last)
        {
            var index = field.Modifiers.IndexOf(last);
            return index == 0
                ? field.WithModifiers(field.Modifiers.Replace(last, last.WithLeadingTrivia()).Insert(0, modifier.WithLeadingTrivia(last.LeadingTrivia)))
                : field.WithModifiers(field.Modifiers.Insert(index, modifier));
        }

        if (field.Modifiers.Count > 0)
        {
            return field.AddModifiers(modifier);
        }

        var type = field.Declaration.Type;
        return field.WithDeclaration(field.Declaration.WithType(type.WithLeadingTrivia()))
            .WithModifiers(SyntaxFactory.TokenList(modifier.WithLeadingTrivia(type.GetLeadingTrivia())));
    }
}
