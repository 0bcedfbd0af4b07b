//go:build look

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
		t.Fatal("set TELUSUR_LOOK to a folder to have reports written there")
	}
	for name, content := range map[string]Content{
		"supplier-en":  NewSupplier(supplierInput(lang.English, someNames[0], "", 0.7, 0.15)),
		"supplier-id":  NewSupplier(supplierInput(lang.Indonesian, "Siam Samut Seafood", someNames[3], 0.95, 0.02)),
		"company-80":   NewCompany(companyWithPast(lang.English, 80)),
		"company-id":   NewCompany(companyWithPast(lang.Indonesian, 30)),
		"forum-en":     NewForum(forumWithPast(lang.English, 180)),
		"forum-few-id": NewForum(forumInput(lang.Indonesian, 4)),
	} {
		file, err := os.Create(filepath.Join(folder, name+".pdf"))
		must(t, err)
		must(t, RenderPDF(file, content, Attachments{Rulebook: passport(lang.English).Rulebook.Source()}))
		must(t, file.Close())
	}
	h := newHouse(t, "log.example")
	must(t, os.WriteFile(filepath.Join(folder, "signed.pdf"), h.issue(t, silentSupplier()), 0o600))
	must(t, os.WriteFile(filepath.Join(folder, "trust.txt"), h.trust.Text(), 0o600))
	scripts := supplierInput(lang.English, "深圳市华强电子有限公司 Shenzhen Huaqiang", "مصنع النسيج 2024 المحدودة", 0.7, 0.95)
	scripts.Site.Products = []string{
		"น้ำมันปาล์ม กุ้งแช่แข็ง ที่นี่", "မြန်မာ အထည်ချုပ်စက်ရုံ ကြီး", "រោងចក្រកាត់ដេរ ភ្នំពេញ", "রূপসী নিট কম্পোজিট", "कपड़ा उद्योग लिमिटेड", "ලංකා ඇඟලුම්", "திருப்பூர் பின்னலாடை",
		"ໂຮງງານຕັດຫຍິບ", "کپڑے کی فیکٹری", "株式会社サンプル", "한국 의류", "Łódź Škoda Œuvre ĐẶNG", "Ελληνικά Кириллица", "עברית", "😀 emoji", "\u0e01\u0e33 \u202e bidi",
	}
	c := NewSupplier(scripts)
	plain, err := NewPress(nil)
	must(t, err)
	with, err := NewPress(os.DirFS("/usr/share/fonts/opentype/noto"))
	must(t, err)
	for name, press := range map[string]*Press{"scripts": plain, "scripts-cjk": with} {
		file, err := os.Create(filepath.Join(folder, name+".pdf"))
		must(t, err)
		must(t, press.PDF(file, c, Attachments{}))
		must(t, file.Close())
	}
}
