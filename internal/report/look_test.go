package report

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

// TestLook writes reports into the folder that TELUSUR_LOOK names, for people to look at.
func TestLook(t *testing.T) {
	folder := os.Getenv("TELUSUR_LOOK")
	if folder == "" {
		t.Skip("set TELUSUR_LOOK to a folder to have reports written there")
	}
	for name, content := range map[string]Content{
		"supplier-en":  NewSupplier(supplierInput(lang.English, someNames[0], "", 0.7, 0.15)),
		"supplier-id":  NewSupplier(supplierInput(lang.Indonesian, "Thai Union Seafood", someNames[3], 0.95, 0.02)),
		"company-80":   NewCompany(companyInput(lang.English, 80)),
		"company-id":   NewCompany(companyInput(lang.Indonesian, 30)),
		"forum-en":     NewForum(forumInput(lang.English, 180)),
		"forum-few-id": NewForum(forumInput(lang.Indonesian, 4)),
	} {
		file, err := os.Create(filepath.Join(folder, name+".pdf"))
		must(t, err)
		must(t, RenderPDF(file, content, Attachments{Rulebook: passport(lang.English).Rulebook.Source()}))
		must(t, file.Close())
	}
}
