using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unravel.CodeFixes.Edits;

/// <summary>
/// A constant string or a type that only one type of the program locks becomes a static field of it. It excludes the same
/// threads as before: such an object is one for the whole process.
/// </summary>
internal static class OwnLockForShared
{
    private const string Synchronized = "synchronized\0"; // a static method of the type locks the type

    /// <summary>The type with a lock for each such object; null when the reported one is not known to be locked here only.</summary>
    public static TypeDeclarationSyntax? In(TypeDeclarationSyntax type, ExpressionSyntax reported, SemanticModel model, CancellationToken cancellation)
    {
        if (model.GetDeclaredSymbol(type, cancellation) is not INamedTypeSymbol symbol || !LockedPlaces.CanHaveLock(type, symbol))
        {
            return null;
        }

        var places = LockedPlaces.OwnOf(type)
            .Select(place => (Place: place, Object: ObjectOf(place, model, cancellation)))
            .Where(locked => locked.Object is not null)
            .ToLookup(locked => locked.Object!, locked => locked.Place);
        var foreign = LockedElsewhere(type, model, cancellation);
        foreign.Add(Synchronized);
        var names = new Dictionary<ExpressionSyntax, string>();
        var fields = new List<MemberDeclarationSyntax>();
        var taken = new List<string>();
        foreach (var group in places.Where(group => !foreign.Contains(group.Key) && !foreign.Contains(KindOf(group.Key))))
        {
            var name = LockField.FreeName(symbol, "s_gate", taken);
            taken.Add(name);
            fields.Add(LockField.Declare(type, name, isStatic: true, group.All(static place => place.Parent is LockStatementSyntax), model));
            foreach (var place in group)
            {
                names.Add(place, name);
            }
        }

        if (!names.Keys.Any(place => place.Span.Contains(reported.Span)))
        {
            return null;
        }

        var rewritten = type.ReplaceNodes(names.Keys, (place, _) => SyntaxFactory.IdentifierName(names[place]).WithTriviaFrom(place));
        return (TypeDeclarationSyntax)rewritten.WithMembers(rewritten.Members.InsertRange(0, fields));
    }

    // Two of them are the same object when these are equal.
    private static object? ObjectOf(ExpressionSyntax place, SemanticModel model, CancellationToken cancellation)
    {
        var bare = LockedPlaces.Bare(place);
        if (model.GetConstantValue(bare, cancellation) is { HasValue: true, Value: string text })
        {
            return text;
        }

        return bare is TypeOfExpressionSyntax typeOf ? model.GetTypeInfo(typeOf.Type, cancellation).Type
            : model.GetSymbolInfo(bare, cancellation).Symbol is IFieldSymbol { IsReadOnly: true } field
                && field.DeclaringSyntaxReferences is { Length: 1 } declared && !IsSetInConstructor(field)
                && declared[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
                ? ObjectOf(value, model.Compilation.GetSemanticModel(value.SyntaxTree), cancellation)
            : null;
    }

    // A readonly field with a value may get another one there.
    private static bool IsSetInConstructor(IFieldSymbol field) =>
        field.ContainingType.Constructors.Concat(field.ContainingType.GetMembers().OfType<IPropertySymbol>().Select(static property => property.SetMethod).OfType<IMethodSymbol>())
            .SelectMany(static method => method.DeclaringSyntaxReferences)
            .Any(reference => reference.GetSyntax().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == field.Name));

    // What other types lock; and a kind as a whole where it is not known which string, or which type, a lock takes.
    private static HashSet<object> LockedElsewhere(TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        var objects = new HashSet<object>();
        foreach (var tree in model.Compilation.SyntaxTrees)
        {
            var other = tree == model.SyntaxTree ? model : model.Compilation.GetSemanticModel(tree);
            foreach (var place in LockedPlaces.In(tree.GetRoot(cancellation)))
            {
                if (ObjectOf(place, other, cancellation) is not { } known)
                {
                    objects.UnionWith(KindsOfUnknown(LockedPlaces.Bare(place), other, cancellation));
                }
                else if (place.FirstAncestorOrSelf<TypeDeclarationSyntax>() != type)
                {
                    objects.Add(known);
                }
            }
        }

        return objects;
    }

    private static string KindOf(object known) =>
        known is not INamedTypeSymbol type ? "string\0" : type.GetMembers().Any(PrivateLock.IsSynchronized) ? Synchronized : "Type\0";

    private static IEnumerable<object> KindsOfUnknown(ExpressionSyntax place, SemanticModel model, CancellationToken cancellation)
    {
        var type = model.GetTypeInfo(place, cancellation).Type;
        var mayBeAnything = type is null or { SpecialType: SpecialType.System_Object }
            && model.GetSymbolInfo(place, cancellation).Symbol is not IFieldSymbol { IsReadOnly: true, DeclaringSyntaxReferences.Length: 1 };
        return mayBeAnything ? ["string\0", "Type\0"]
            : type is { SpecialType: SpecialType.System_String } ? ["string\0"]
            : type is { Name: "Type", ContainingNamespace.Name: "System" } ? ["Type\0"]
            : [];
    }
}
